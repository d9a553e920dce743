using NUnit.Framework;

// Fixtures run side by side, as many as the machine has cores; the tests of one run after each other. A fixture that touches what its whole
// process shares (console, environment, meters, a token's files), or wants the machine for itself, says NonParallelizable.
[assembly: Parallelizable(ParallelScope.Fixtures)]
