using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DocFlow.Tests.Architecture;

/// <summary>The sizes of house-style §10; each rule gives a sentence for each place that breaks it.</summary>
internal static class SizeRules
{
    public static IEnumerable<string> Check(SourceFile file) =>
        Lengths(file).Concat(file.Path.EndsWith(".cs", StringComparison.Ordinal) ? Shapes(file) : []);

    private static IEnumerable<string> Lengths(SourceFile file)
    {
        var page = file.Path.EndsWith(".razor", StringComparison.Ordinal);
        var limit = page ? 150 : file.Path.StartsWith("tests/", StringComparison.Ordinal) ? 300 : 250;
        var lines = file.Text.TrimEnd('\n').Split('\n');
        if (lines.Length > limit)
            yield return $"{file.Path}: {lines.Length} lines, limit {limit}";
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].Length > 140)
                yield return $"{file.Path}:{i + 1}: {lines[i].Length} columns, limit 140";
        }
    }

    private static IEnumerable<string> Shapes(SourceFile file)
    {
        var root = (CompilationUnitSyntax)CSharpSyntaxTree.ParseText(file.Text, new CSharpParseOptions(LanguageVersion.Preview)).GetRoot();
        var usings = root.DescendantNodes().OfType<UsingDirectiveSyntax>().Count();
        if (usings > 10)
            yield return $"{file.Path}: {usings} usings, limit 10";
        foreach (var type in root.DescendantNodes().OfType<TypeDeclarationSyntax>())
        {
            var methods = type.Members.OfType<MethodDeclarationSyntax>().Count(method => !IsTestSetting(method));
            var most = file.Path.StartsWith("tests/", StringComparison.Ordinal) ? 40 : 12;
            if (methods > most)
                yield return $"{file.Path}: {type.Identifier} has {methods} methods, limit {most}";
        }

        foreach (var method in root.DescendantNodes().Where(node => node is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax))
        {
            foreach (var fault in Method(file, method))
                yield return fault;
        }
    }

    private static IEnumerable<string> Method(SourceFile file, SyntaxNode method)
    {
        var (name, parameters) = method switch
        {
            MethodDeclarationSyntax m => (m.Identifier.Text, m.ParameterList),
            LocalFunctionStatementSyntax l => (l.Identifier.Text, l.ParameterList),
            BaseMethodDeclarationSyntax b => (b.Kind().ToString(), b.ParameterList),
            _ => ("", null!),
        };
        var span = method.GetLocation().GetLineSpan();
        var lines = span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
        var place = $"{file.Path}:{span.StartLinePosition.Line + 1}: {name}";
        if (lines > 40)
            yield return $"{place} has {lines} lines, limit 40";
        if (parameters.Parameters.Count > 5)
            yield return $"{place} has {parameters.Parameters.Count} parameters, limit 5";
        var depth = method.DescendantNodes().Where(IsNesting).Select(node => Depth(node, method)).DefaultIfEmpty(0).Max();
        if (depth > 3)
            yield return $"{place} nests {depth} deep, limit 3";
    }

    private static int Depth(SyntaxNode node, SyntaxNode method) =>
        1 + node.Ancestors().TakeWhile(above => above != method).Count(IsNesting);

    private static bool IsNesting(SyntaxNode node) => node switch
    {
        IfStatementSyntax nested => nested.Parent is not ElseClauseSyntax,
        ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax => true,
        SwitchStatementSyntax or TryStatementSyntax => true,
        _ => false,
    };

    private static bool IsTestSetting(MethodDeclarationSyntax method) =>
        method.AttributeLists.SelectMany(list => list.Attributes).Any(attribute => attribute.Name.ToString() is "SetUp" or "TearDown");
}
