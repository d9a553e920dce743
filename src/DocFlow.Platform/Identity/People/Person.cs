using DocFlow.Platform.Data;

namespace DocFlow.Platform.Identity.People;

/// <summary>The people of the agency, as the other rooms may know them.</summary>
public static class Person
{
    private sealed record UserRow
    {
        public required Guid Id { get; init; }

        public required string UserName { get; init; }

        public required string FullName { get; init; }

        public required bool MaySeal { get; init; }

        public string? PartnerCode { get; init; }
    }

    /// <summary>A person who asks to be let in: with the stamp that the cookie must bear.</summary>
    internal sealed record Caller(Actor Person, Guid SessionStamp, bool MustChange);

    // with its posts, one a row; no post: one row without
    private sealed record CallerRow
    {
        public required Guid Id { get; init; }

        public required string UserName { get; init; }

        public required string FullName { get; init; }

        public required bool MaySeal { get; init; }

        public required bool MustChange { get; init; }

        public required Guid SessionStamp { get; init; }

        public string? PartnerCode { get; init; }

        public Guid? UnitId { get; init; }

        public string? UnitName { get; init; }

        public string? Role { get; init; }

        public string? Title { get; init; }

        public Post ToPost() => new(UnitId!.Value, UnitName!, Enum.Parse<Role>(Role!), Title!);
    }

    private sealed record PostRow
    {
        public required Guid UserId { get; init; }

        public required Guid UnitId { get; init; }

        public required string UnitName { get; init; }

        public required string Role { get; init; }

        public required string Title { get; init; }
    }

    /// <summary>One person with all posts, or null when there is none or they no longer work here.</summary>
    public static async Task<Actor?> Find(ReadSession session, Guid id)
    {
        if (await session.Find<UserRow>(ActiveUser, new { Id = id, Active = true }) is not { } user)
            return null;
        return Of(user, await session.List<PostRow>(PostsOfUser, new { UserId = id }));
    }

    /// <summary>One person as the door asks for them at each request, in one statement; null when they do not work here.</summary>
    internal static async Task<Caller?> Entering(ReadSession session, Guid id)
    {
        var rows = await session.List<CallerRow>(UserWithPosts, new { Id = id, Active = true });
        if (rows.Count == 0)
            return null;
        var user = rows[0];
        var posts = rows.Where(row => row.UnitId is not null).Select(row => row.ToPost());
        var actor = new Actor(user.Id, user.UserName, user.FullName, user.MaySeal, [.. posts]) { PartnerCode = user.PartnerCode };
        return new Caller(actor, user.SessionStamp, user.MustChange);
    }

    /// <summary>Everyone who works here, by name.</summary>
    public static Task<IReadOnlyList<Actor>> All(ReadSession session) => List(session, active: true);

    /// <summary>Everyone who has left, by name.</summary>
    public static Task<IReadOnlyList<Actor>> Former(ReadSession session) => List(session, active: false);

    /// <summary>The people of a partner agency, by name; whether each may still sign in.</summary>
    public static async Task<IReadOnlyList<(Actor Person, bool Active)>> OfPartner(ReadSession session, string partnerCode)
    {
        var (active, closed) = (
            await session.List<UserRow>(PartnerUsers, new { Active = true, PartnerCode = partnerCode }),
            await session.List<UserRow>(PartnerUsers, new { Active = false, PartnerCode = partnerCode }));
        return [.. active.Select(user => (Of(user, []), true)), .. closed.Select(user => (Of(user, []), false))];
    }

    /// <summary>Codes of the partner agencies that have people here.</summary>
    public static Task<IReadOnlyList<string>> AgenciesWithPeople(ReadSession session) =>
        session.List<string>(PeopledAgencies, new { Active = true });

    private static async Task<IReadOnlyList<Actor>> List(ReadSession session, bool active)
    {
        var posts = (await session.List<PostRow>(AllPosts)).ToLookup(post => post.UserId);
        return [.. (await session.List<UserRow>(Users, new { Active = active })).Select(user => Of(user, posts[user.Id]))];
    }

    private static Actor Of(UserRow user, IEnumerable<PostRow> posts) => new(
        user.Id, user.UserName, user.FullName, user.MaySeal,
        [.. posts.Select(post => new Post(post.UnitId, post.UnitName, Enum.Parse<Role>(post.Role), post.Title))])
    {
        PartnerCode = user.PartnerCode,
    };

    private const string ActiveUser = """
        select id, user_name, full_name, may_seal, partner_code
        from identity_user
        where id = @Id and active = @Active and (
            partner_code is null
            or exists (select code from identity_partner where code = identity_user.partner_code and active = @Active))
        """;

    private const string UserWithPosts = """
        select person.id, person.user_name, person.full_name, person.may_seal, person.must_change, person.session_stamp,
            person.partner_code, post.unit_id, unit.name as unit_name, post.role, post.title
        from identity_user person
        left join identity_partner partner on partner.code = person.partner_code
        left join identity_post post on post.user_id = person.id
        left join identity_unit unit on unit.id = post.unit_id
        where person.id = @Id and person.active = @Active and (person.partner_code is null or partner.active = @Active)
        order by post.place
        """;

    private const string Users = """
        select id, user_name, full_name, may_seal
        from identity_user
        where active = @Active and partner_code is null
        order by full_name, user_name
        """;

    private const string PeopledAgencies = """
        select distinct partner_code
        from identity_user
        where partner_code is not null and active = @Active
        """;

    private const string PartnerUsers = """
        select id, user_name, full_name, may_seal, partner_code
        from identity_user
        where active = @Active and partner_code = @PartnerCode
        order by full_name, user_name
        """;

    private const string PostsOfUser = """
        select post.user_id, post.unit_id, unit.name as unit_name, post.role, post.title
        from identity_post post
        join identity_unit unit on unit.id = post.unit_id
        where post.user_id = @UserId
        order by post.place
        """;

    private const string AllPosts = """
        select post.user_id, post.unit_id, unit.name as unit_name, post.role, post.title
        from identity_post post
        join identity_unit unit on unit.id = post.unit_id
        order by post.user_id, post.place
        """;
}
