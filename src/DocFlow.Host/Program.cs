using DocFlow.Host.Commands;

var parsed = CommandTree.Create().Parse(args.Length == 0 ? ["--help"] : args);
var exit = await parsed.InvokeAsync();
return parsed.Errors.Count > 0 ? 2 : exit; // what was typed is at fault, not what was found
