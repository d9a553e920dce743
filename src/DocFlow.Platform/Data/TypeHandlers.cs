using System.Data;
using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;

namespace DocFlow.Platform.Data;

/// <summary>Lets slices pass Guid, DateTimeOffset and DateOnly as they are on every engine; SQLite keeps them as sortable text.</summary>
internal static class TypeHandlers
{
    private static int _registered;

    public static void Register()
    {
        if (Interlocked.Exchange(ref _registered, 1) == 1)
            return;

        DefaultTypeMap.MatchNamesWithUnderscores = true;
        SqlMapper.RemoveTypeMap(typeof(Guid));
        SqlMapper.RemoveTypeMap(typeof(Guid?));
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset?));
        SqlMapper.RemoveTypeMap(typeof(DateOnly));
        SqlMapper.RemoveTypeMap(typeof(DateOnly?));
        SqlMapper.AddTypeHandler(new GuidHandler());
        SqlMapper.AddTypeHandler(new InstantHandler());
        SqlMapper.AddTypeHandler(new DateHandler());
    }

    /// <summary>Binds a value as the handlers below do, for statements that Dapper does not write.</summary>
    public static void Bind(IDbDataParameter parameter, object? value)
    {
        switch (value)
        {
            case Guid id:
                new GuidHandler().SetValue(parameter, id);
                break;
            case DateTimeOffset instant:
                new InstantHandler().SetValue(parameter, instant);
                break;
            case DateOnly day:
                new DateHandler().SetValue(parameter, day);
                break;
            default:
                parameter.Value = value ?? DBNull.Value;
                break;
        }
    }

    /// <summary>Binds a value of a known type: a null, too, has one, so that the same statement always has the same types.</summary>
    public static void Bind(IDbDataParameter parameter, object? value, Type type)
    {
        Bind(parameter, value is Enum ? Convert.ChangeType(value, Enum.GetUnderlyingType(value.GetType()), null) : value);
        if (value is null && Nulls.TryGetValue(Plain(Nullable.GetUnderlyingType(type) ?? type), out var kind))
            parameter.DbType = kind;

        static Type Plain(Type type) => type.IsEnum ? Enum.GetUnderlyingType(type) : type;
    }

    private static readonly Dictionary<Type, DbType> Nulls = new()
    {
        [typeof(string)] = DbType.String,
        [typeof(Guid)] = DbType.Guid,
        [typeof(DateTimeOffset)] = DbType.DateTimeOffset,
        [typeof(DateOnly)] = DbType.Date,
        [typeof(int)] = DbType.Int32,
        [typeof(long)] = DbType.Int64,
        [typeof(bool)] = DbType.Boolean,
        [typeof(byte[])] = DbType.Binary,
    };

    /// <summary>What any engine gives for a uuid.</summary>
    public static Guid Id(object value) => value is Guid id ? id : Guid.Parse((string)value);

    /// <summary>What any engine gives for a time.</summary>
    public static DateTimeOffset Instant(object value) => value switch
    {
        DateTimeOffset instant => instant,
        DateTime utc => new DateTimeOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc)),
        _ => DateTimeOffset.Parse((string)value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
    };

    /// <summary>What any engine gives for a date.</summary>
    public static DateOnly Day(object value) => value switch
    {
        DateOnly date => date,
        DateTime date => DateOnly.FromDateTime(date),
        _ => DateOnly.ParseExact((string)value, "yyyy-MM-dd", CultureInfo.InvariantCulture),
    };

    private sealed class GuidHandler : SqlMapper.TypeHandler<Guid>
    {
        // upper case is what Microsoft.Data.Sqlite itself writes for a Guid inside a list parameter
        public override void SetValue(IDbDataParameter parameter, Guid value) =>
            parameter.Value = parameter is SqliteParameter ? value.ToString().ToUpperInvariant() : value;

        public override Guid Parse(object value) => Id(value);
    }

    private sealed class InstantHandler : SqlMapper.TypeHandler<DateTimeOffset>
    {
        private const string Sortable = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";

        public override void SetValue(IDbDataParameter parameter, DateTimeOffset value)
        {
            var utc = value.ToUniversalTime();
            parameter.Value = parameter is SqliteParameter ? utc.ToString(Sortable, CultureInfo.InvariantCulture) : utc;
        }

        public override DateTimeOffset Parse(object value) => Instant(value);
    }

    private sealed class DateHandler : SqlMapper.TypeHandler<DateOnly>
    {
        public override void SetValue(IDbDataParameter parameter, DateOnly value) =>
            parameter.Value = parameter is SqliteParameter ? value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : value;

        public override DateOnly Parse(object value) => Day(value);
    }
}
