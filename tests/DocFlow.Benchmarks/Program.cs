using BenchmarkDotNet.Running;
using DocFlow.Benchmarks;

if (args is ["ratios"])
    return Ratios.Print();
if (args is ["look", var folder])
    return SignedLetter.WriteStages(folder);
BenchmarkSwitcher.FromAssembly(typeof(SigningBenchmarks).Assembly).Run(args);
return 0;
