using BenchmarkDotNet.Running;
using DocFlow.Benchmarks;

if (args is ["ratios"])
    return Ratios.Print();
if (args is ["look", var folder])
    return SignedLetter.WriteStages(folder);
if (args is ["large", var where])
    return LargeFile.Run(where, 1024);
BenchmarkSwitcher.FromAssembly(typeof(SigningBenchmarks).Assembly).Run(args);
return 0;
