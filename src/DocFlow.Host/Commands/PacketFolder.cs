using System.Globalization;
using DocFlow.EdXml.Reading;

namespace DocFlow.Host.Commands;

/// <summary>
/// The files of a packet in a folder: all of them, whole and under their own names, or none; never in the place of another.
/// </summary>
internal static class PacketFolder
{
    public static ReadReport Extract(Stream packet, DirectoryInfo folder, CancellationToken stop)
    {
        folder.Create();
        var room = folder.CreateSubdirectory($".{Guid.CreateVersion7():N}.part");
        try
        {
            var report = PacketReader.Read(
                packet, head => new FileStream(In(room, head.Index), FileMode.CreateNew, FileAccess.Write), settings: null, stop);
            Move(report.Attachments, room, folder);
            return report;
        }
        finally
        {
            room.Delete(recursive: true);
        }
    }

    private static void Move(IReadOnlyList<ReceivedAttachment> files, DirectoryInfo room, DirectoryInfo folder)
    {
        var moved = new List<string>();
        try
        {
            foreach (var file in files)
            {
                var target = Path.Combine(folder.FullName, file.Name);
                File.Move(In(room, file.Index), target, overwrite: false);
                moved.Add(target);
            }
        }
        catch (Exception away) when (away is IOException or UnauthorizedAccessException)
        {
            moved.ForEach(File.Delete);
            throw;
        }
    }

    private static string In(DirectoryInfo room, int index) => Path.Combine(room.FullName, index.ToString(CultureInfo.InvariantCulture));
}
