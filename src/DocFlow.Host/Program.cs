using DocFlow.Host.Commands;

return await CommandTree.Create().Parse(args.Length == 0 ? ["--help"] : args).InvokeAsync();
