using DocFlow.Tests;
using NUnit.Framework;

#pragma warning disable CA1050 // outside every namespace: it stands before all fixtures of the assembly
/// <summary>Where the server of this run is missing, every test is skipped by its name, with the reason.</summary>
[SetUpFixture]
public sealed class EngineAtHand
{
    [OneTimeSetUp]
    public void Look() => TestEngine.Require();
}
