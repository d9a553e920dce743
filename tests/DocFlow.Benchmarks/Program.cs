using BenchmarkDotNet.Running;
using DocFlow.Benchmarks;
using DocFlow.Benchmarks.Exchange;
using DocFlow.Benchmarks.Lists;
using DocFlow.Benchmarks.Load;

if (args is ["ratios"])
    return Ratios.Print();
if (args is ["look", var folder])
    return SignedLetter.WriteStages(folder);
if (args is ["large", ("pictures" or "objects") and var kind, var where])
    return LargeFile.Run(kind, where);
if (args is ["fuzz", .. var options])
    return Fuzz.Run(options);
if (args is ["load", .. var wishes])
    return await LoadCommand.Run(wishes);
if (args is ["lists", .. var seeding])
    return await ListsCommand.Run(seeding);
if (args is ["exchange", .. var sending])
    return await ExchangeCommand.Run(sending);
BenchmarkSwitcher.FromAssembly(typeof(SigningBenchmarks).Assembly).Run(args);
return 0;
