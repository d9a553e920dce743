using System.Globalization;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Identity.Keys;
using DocFlow.Platform.Telemetry;
using DocFlow.Platform.Trail;

namespace DocFlow.Web.Administration.Status;

/// <summary>From what size and age on a part is not well, and the sentence that says what to do. Pure.</summary>
public static class StatusLaw
{
    private const long GigaByte = 1_000_000_000;
    private static readonly TimeSpan Slow = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Stuck = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(30);

    /// <summary>The bus, by its own account.</summary>
    public static StatusPart Bus(bool wakes) => new(new("Hàng đợi thông điệp (bus)", "Bus"), wakes ? Light.Good : Light.Bad, wakes
        ? new("Hoạt động.", "Answers.")
        : new("Không kết nối được; việc đã ghi vẫn an toàn và sẽ được chuyển tiếp khi kết nối lại.",
            "Does not answer; what was recorded is safe and goes on when it is back."))
    {
        Do = wakes ? null : new("Kiểm tra máy chủ RabbitMQ và mạng; không cần nhập lại việc gì.",
            "Look after the RabbitMQ server and the network; nothing needs to be entered again."),
    };

    /// <summary>What the outbox still holds.</summary>
    public static StatusPart Outbox(StageCount outbox, DateTimeOffset now)
    {
        var age = now - (outbox.Oldest ?? now);
        var light = age > Stuck ? Light.Bad : age > Slow ? Light.Watch : Light.Good;
        return new StatusPart(new("Thông điệp chờ chuyển", "Messages on their way"), light, new(
            $"{outbox.Count} thông điệp, lâu nhất {Duration(age, english: false)}.",
            $"{outbox.Count}, the oldest {Duration(age, english: true)}."))
        {
            Href = "/administration/findings",
            Do = light == Light.Good ? null : new(
                "Xem các tiến trình intake, workflow, dispatch có đang chạy không, và trang Việc đứng yên.",
                "See whether processes of the roles intake, workflow and dispatch live, and the page of what stands still."),
        };
    }

    /// <summary>Messages that were given up.</summary>
    public static StatusPart Failed(long failed) =>
        new(new("Thông điệp kẹt", "Stuck messages"), failed == 0 ? Light.Good : Light.Bad, new(
            $"{failed} thông điệp.", $"{failed} of them."))
        {
            Href = "/administration/messages",
            Do = failed == 0 ? null : new(
                "Mở trang Thông điệp kẹt, khắc phục nguyên nhân rồi gửi lại (hoặc “docflow stuck retry”).",
                "Open the page of stuck messages, mend the cause, send them again (or “docflow stuck retry”)."),
        };

    /// <summary>Copies that wait for their recipients.</summary>
    public static StatusPart Deliveries(IReadOnlyList<StageCount> dispatch, DateTimeOffset now)
    {
        var failed = dispatch.Where(one => one.Stage == "failed").Sum(one => one.Count);
        var waiting = dispatch.Where(one => one.Stage is "preparing" or "sending" or "mailbox").ToList();
        var age = now - (waiting.Min(one => one.Oldest) ?? now);
        return new StatusPart(new("Gửi đến cơ quan nhận", "Deliveries"), failed > 0 ? Light.Watch : Light.Good, new(
            $"{waiting.Sum(one => one.Count)} đang chờ, lâu nhất {Duration(age, english: false)}; {failed} không thành công.",
            $"{waiting.Sum(one => one.Count)} waiting, the oldest {Duration(age, english: true)}; {failed} given up."))
        {
            Href = "/dispatch",
            Do = failed == 0 ? null : new(
                "Văn thư mở Văn bản đi, xem lý do và gửi lại.", "A clerk opens the dispatch board, reads why, and sends them again."),
        };
    }

    /// <summary>Room for files.</summary>
    public static StatusPart Space(long free)
    {
        var light = free < GigaByte ? Light.Bad : free < 10 * GigaByte ? Light.Watch : Light.Good;
        var amount = (free / (double)GigaByte).ToString("0.0", CultureInfo.InvariantCulture);
        return new StatusPart(new("Kho tệp", "Content store"), light, new($"Còn trống {amount} GB.", $"{amount} GB free."))
        {
            Do = light == Light.Good ? null : new(
                "Mở rộng ổ đĩa của thư mục dữ liệu; khi đầy, hệ thống từ chối tệp mới nhưng không mất gì.",
                "Enlarge the disk of the data folder; when it is full new files are refused and nothing is lost."),
        };
    }

    /// <summary>The latest root, which should follow what happened within seconds.</summary>
    public static StatusPart Trail(TrailRoot? root, DateTimeOffset? unsealedSince, DateTimeOffset now)
    {
        var light = now - (unsealedSince ?? now) > Slow ? Light.Bad : Light.Good;
        var last = root is null ? "-" : $"{root.Number} ({Time(root.SealedAt)}) {root.Hash[..16]}…";
        return new StatusPart(new("Nhật ký không sửa được", "Trail"), light, new($"Gốc gần nhất: {last}", $"Latest root: {last}"))
        {
            Do = light == Light.Good ? null : new(
                "Các mục mới chưa được niêm phong; xem nhật ký máy chủ, rồi chạy “docflow trail verify”.",
                "New entries are not sealed; look at the log, then run “docflow trail verify”."),
        };
    }

    /// <summary>Keys of people, and the seal, whose certificates end soon.</summary>
    public static StatusPart Keys(IReadOnlyList<SigningKey> keys, DateTimeOffset now)
    {
        var ending = keys.Where(key => key.Active && key.NotAfter < now + Ahead).OrderBy(key => key.NotAfter).ToList();
        var light = ending.Any(key => key.NotAfter <= now) ? Light.Bad : ending.Count > 0 ? Light.Watch : Light.Good;
        var names = string.Join("; ", ending.Select(key => $"{key.Subject} {Day(key.NotAfter)}"));
        return new StatusPart(new("Chứng thư chữ ký số", "Certificates"), light, ending.Count == 0
            ? new("Không chứng thư nào hết hạn trong 30 ngày.", "None ends within 30 days.")
            : new($"Sắp hết hạn: {names}.", $"Ending: {names}."))
        {
            Href = "/administration/signing-keys",
            Do = ending.Count == 0 ? null : new("Cấp khóa mới trước ngày hết hạn.", "Enrol new keys before they end."),
        };
    }

    /// <summary>Processes: the silent ones, and how far this machine's clock is from the installation's.</summary>
    public static StatusPart Processes(IReadOnlyList<ProcessRow> processes, DateTimeOffset now, TimeSpan off)
    {
        var silent = processes.Count(one => now - one.BeatAt > 3 * ProcessBeat.Interval);
        var wrong = off.Duration() > KeepTime.WorthAWord;
        return new StatusPart(new("Tiến trình và đồng hồ", "Processes and clocks"), silent > 0 || wrong ? Light.Watch : Light.Good, new(
            $"{processes.Count - silent} đang chạy, {silent} im lặng; đồng hồ máy này lệch {Duration(off.Duration(), english: false)}.",
            $"{processes.Count - silent} live, {silent} silent; this machine's clock is off by {Duration(off.Duration(), english: true)}."))
        {
            Do = silent == 0 && !wrong ? null : new(
                "Khởi động lại tiến trình im lặng; bật đồng bộ giờ (NTP) trên mọi máy.",
                "Start the silent ones again; have every machine's time synchronised (NTP)."),
        };
    }

    /// <summary>An instant as the office's clock shows it.</summary>
    public static string Time(DateTimeOffset at) => at.InOffice().ToString("dd/MM/yyyy HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Day(DateTimeOffset at) => at.InOffice().ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    private static string Duration(TimeSpan age, bool english) => age switch
    {
        { TotalDays: >= 2 } => $"{age.TotalDays:0} {(english ? "days" : "ngày")}",
        { TotalHours: >= 2 } => $"{age.TotalHours:0} {(english ? "hours" : "giờ")}",
        { TotalMinutes: >= 2 } => $"{age.TotalMinutes:0} {(english ? "minutes" : "phút")}",
        _ => $"{Math.Max(0, age.TotalSeconds):0} {(english ? "seconds" : "giây")}",
    };
}
