using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace DocFlow.Platform.Identity;

/// <summary>What a person may be in a unit.</summary>
public enum Role
{
    /// <summary>Văn thư: registers and issues.</summary>
    Clerk,

    /// <summary>Chuyên viên: drafts and handles.</summary>
    Specialist,

    /// <summary>Trưởng đơn vị: reviews and initials.</summary>
    UnitHead,

    /// <summary>Lãnh đạo: approves and signs.</summary>
    Leader,

    /// <summary>Quản trị: enrols people, keys and agencies.</summary>
    Administrator,

    /// <summary>Thanh tra: sees everything, changes nothing.</summary>
    Inspector,
}

/// <summary>One role in one unit, with the title that stands above a signature ("Phó Chủ nhiệm").</summary>
public sealed record Post(Guid UnitId, string UnitName, Role Role, string Title);

/// <summary>The person who acts, as signed in.</summary>
/// <param name="MaySeal">Has the right to the agency's seal.</param>
public sealed record Actor(Guid UserId, string UserName, string FullName, bool MaySeal, IReadOnlyList<Post> Posts)
{
    /// <summary>The partner agency whose person this is; null for the people of the house.</summary>
    public string? PartnerCode { get; init; }

    /// <summary>Has this role somewhere.</summary>
    public bool Is(Role role) => Posts.Any(post => post.Role == role);

    /// <summary>Has this role in this unit.</summary>
    public bool Is(Role role, Guid unit) => Posts.Any(post => post.Role == role && post.UnitId == unit);

    /// <summary>Binds the signed-in person as an endpoint's parameter, as the database knows them in this request.</summary>
    public static ValueTask<Actor?> BindAsync(HttpContext http) =>
        ValueTask.FromResult(http.RequestServices.GetRequiredService<CurrentActor>().Actor);
}
