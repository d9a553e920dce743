using DocFlow.Platform.Data;
using DocFlow.Platform.Identity.Agencies;

namespace DocFlow.Platform.Identity.People;

/// <summary>A post to be held: a role in a unit, with the title that stands above a signature.</summary>
public sealed record NewPost(Guid UnitId, Role Role, string Title)
{
    /// <summary>Replaces all posts of a person by these, in this order; the first is the one they are shown with.</summary>
    internal static async Task<Refusal?> Fill(Session session, Guid user, IReadOnlyList<NewPost> posts)
    {
        await session.Execute(Clear, new { UserId = user });
        foreach (var (place, post) in posts.Index())
        {
            if (await Unit.Find(session, post.UnitId) is null)
                return Unit.Unknown;
            if (post.Title is not { Length: <= 200 } || !Enum.IsDefined(post.Role))
                return Refusal.Invalid("user.post-incomplete",
                    "Mỗi vị trí cần có đơn vị, vai trò và chức vụ (tối đa 200 ký tự).",
                    "Each post needs a unit, a role and a title of at most 200 characters.");
            await session.Execute(Add, new
            {
                Id = Guid.CreateVersion7(session.Now),
                UserId = user,
                post.UnitId,
                Role = post.Role.ToString(),
                post.Title,
                Place = place,
            });
        }

        return null;
    }

    private const string Clear = """
        delete from identity_post
        where user_id = @UserId
        """;

    private const string Add = """
        insert into identity_post (id, user_id, unit_id, role, title, place)
        values (@Id, @UserId, @UnitId, @Role, @Title, @Place)
        """;
}
