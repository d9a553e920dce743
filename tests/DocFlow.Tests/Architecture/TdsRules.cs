using System.Text.RegularExpressions;

namespace DocFlow.Tests.Architecture;

/// <summary>What no server that speaks TDS takes, or what only Microsoft's own takes: each rule with its sentence.</summary>
internal static partial class TdsRules
{
    private static readonly (Regex Pattern, string Why)[] Rules =
    [
        (Limit(), "limit: a page is {page}, one row {first}"),
        (Returning(), "returning: what a claim returns is the dialect's"),
        (OnConflict(), "on conflict: count, then insert; the platform runs a duplicate again"),
        (Merge(), "merge"),
        (Cte(), "a common table expression: other TDS servers cannot update through one"),
        (BooleanWords(), "true or false: give a parameter"),
        (BareBoolean(), "a boolean column is compared with a parameter, not a condition by itself"),
        (RowValue(), "a row value: compare column by column"),
        (Concatenation(), "|| or ::: join and convert in C#"),
        (Functions(), "a function that T-SQL names otherwise"),
        (BareParameter(), "a text parameter in a select list: T-SQL may lose its letters; put it into values"),
        (AddColumn(), "add column: T-SQL says add"),
        (OrderInside(), "order by inside brackets without {page}"),
        (DropIndex(), "drop index without {on TABLE}"),
        (Nulls(), "nulls first or last"),
    ];

    // what stands in our statements as grammar; every other reserved word would be a name
    private static readonly HashSet<string> Grammar =
    [
        "add", "alter", "and", "as", "asc", "between", "by", "case", "coalesce", "create", "default", "delete", "desc", "distinct", "drop",
        "else",
        "end", "exists", "foreign", "from", "group", "having", "in", "index", "inner", "insert", "into", "is", "join", "key",
        "left", "like",
        "not", "null", "on", "or", "order", "outer", "primary", "references", "select", "set", "table", "then", "union", "all", "unique",
        "update", "values", "when", "where",
    ];

    // Transact-SQL, "Reserved keywords (Transact-SQL)", those that one might take for the name of a table, a column or an alias
    private static readonly HashSet<string> Reserved =
    [
        "any", "authorization", "backup", "begin", "break", "browse", "bulk", "cascade", "check", "checkpoint", "close", "clustered",
        "collate", "column", "commit", "compute", "constraint", "contains", "continue", "convert", "cross", "current", "cursor", "database",
        "deny", "disk", "distributed", "double", "dump", "errlvl", "escape", "except", "exec", "execute", "exit", "external",
        "fetch", "file", "fillfactor", "for", "freetext", "full", "function", "goto", "grant", "holdlock", "identity", "if", "intersect",
        "kill", "lineno", "load", "merge", "national", "nocheck", "of", "off", "offsets", "open", "option", "over", "percent", "pivot",
        "plan", "precision", "print", "proc", "procedure", "public", "raiserror", "read", "reconfigure", "replication", "restore",
        "restrict", "return", "revert", "revoke", "right", "rollback", "rowcount", "rule", "save", "schema", "session_user", "setuser",
        "shutdown", "some", "statistics", "textsize", "to", "top", "tran", "transaction", "trigger", "truncate", "use", "user", "view",
        "waitfor", "while", "within", "with",
    ];

    /// <summary>Each place that breaks a rule, with the rule.</summary>
    public static IEnumerable<string> Check(HouseSql sql)
    {
        foreach (var (pattern, why) in Rules)
        {
            if (pattern.IsMatch(sql.Text))
                yield return $"{sql.Place}: {why}";
        }

        foreach (var word in Word().Matches(Quoted().Replace(sql.Text, "")).Select(match => match.Value).Distinct())
        {
            if (Reserved.Contains(word) && !Grammar.Contains(word))
                yield return $"{sql.Place}: {word} is a reserved word of T-SQL";
        }
    }

    [GeneratedRegex(@"\blimit\b|\boffset\b")]
    private static partial Regex Limit();

    [GeneratedRegex(@"\breturning\b")]
    private static partial Regex Returning();

    [GeneratedRegex(@"\bon conflict\b|\binsert or\b")]
    private static partial Regex OnConflict();

    [GeneratedRegex(@"\bmerge\b")]
    private static partial Regex Merge();

    [GeneratedRegex(@"\Awith\s")]
    private static partial Regex Cte();

    [GeneratedRegex(@"\b(true|false)\b")]
    private static partial Regex BooleanWords();

    [GeneratedRegex(@"\b(where|and|or|not|on|when)\s+(\w+\.)?(active|must_change|may_seal|moved)\s*(\)|\n|$|and\b|or\b|then\b)")]
    private static partial Regex BareBoolean();

    [GeneratedRegex(@"(where|and|or|on|when)\s+\(\s*[\w.]+\s*,\s*[\w.]+[^)]*\)\s*(=|<|>|in\b)")]
    private static partial Regex RowValue();

    [GeneratedRegex(@"\|\||::")]
    private static partial Regex Concatenation();

    [GeneratedRegex(@"\b(length|substr|now|ifnull|greatest|least|ilike|random|date_trunc|strftime|group_concat|array_agg|filter)\s*\(")]
    private static partial Regex Functions();

    // ids, times and the names of consumers have no letters to lose
    [GeneratedRegex(@"\bselect\s+(@(?!MessageId|Consumer|Now|Id\b)|(?:(?!\bfrom\b|\()[\s\S])*?,\s*@(?!MessageId|Consumer|Now|Id\b))")]
    private static partial Regex BareParameter();

    [GeneratedRegex(@"\badd\s+column\b")]
    private static partial Regex AddColumn();

    [GeneratedRegex(@"\([^()]*\border by\b(?:(?!\{page\}|\{first\})[^()])*\)")]
    private static partial Regex OrderInside();

    [GeneratedRegex(@"\bdrop\s+index\s+\w+(?!\w|\s+\{on \w+\})")]
    private static partial Regex DropIndex();

    [GeneratedRegex(@"\bnulls\s+(first|last)\b")]
    private static partial Regex Nulls();

    [GeneratedRegex(@"'[^']*'|\{[^}]*\}")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"(?<![@\w.])[a-z_]+\b(?!\s*\()")]
    private static partial Regex Word();
}
