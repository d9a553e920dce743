using DocFlow.Host.Commands;

var parsed = CommandTree.Create().Parse(args.Length == 0 ? ["--help"] : args);
var exit = await parsed.InvokeAsync();
return parsed.Errors.Count > 0 ? 64 : exit; // EX_USAGE: no command answers so for what it found
