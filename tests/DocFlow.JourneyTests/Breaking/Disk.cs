using System.Globalization;
using DocFlow.JourneyTests.Support;

namespace DocFlow.JourneyTests.Breaking;

/// <summary>
/// A folder on a file system of its own (a loopback file), so that it can run full without harm to the machine. Where nobody may mount,
/// it is an ordinary folder that cannot be filled.
/// </summary>
internal sealed class Disk
{
    private const int Block = 4096;

    private readonly string _image;

    private Disk(string folder, string image, bool mounted) => (Folder, _image, CanBeFilled) = (folder, image, mounted);

    public string Folder { get; }

    public bool CanBeFilled { get; }

    private string Filler => Path.Combine(Folder, "filler");

    public static async Task<Disk> Mount(string folder, long bytes)
    {
        Directory.CreateDirectory(folder);
        var image = folder + ".img";
        var made = await Shell($"truncate -s {bytes} {image} && mkfs.ext4 -q -m 0 {image} && mount -o loop {image} {folder}");
        return new Disk(folder, image, made.ExitCode == 0);
    }

    /// <summary>
    /// Takes all the space there is left, down to the last block, and what whoever uses the disk gives back meanwhile, until it stays full.
    /// </summary>
    public async Task Fill()
    {
        Directory.CreateDirectory(Filler);
        var ran = await Shell($$"""
            left() { df --output=avail -B1 {{Folder}} | tail -1; }
            sync -f {{Folder}} # what was deleted is free from then on
            n=0 quiet=0
            for round in $(seq 100); do
              if [ "$(left)" -lt {{Block}} ]; then
                quiet=$((quiet + 1)); [ "$quiet" = 3 ] && break; sleep 0.1; continue
              fi
              quiet=0 size=$(left)
              while [ "$size" -ge {{Block}} ]; do
                n=$((n + 1))
                fallocate -l "$size" {{Filler}}/$n 2> /dev/null || { rm -f {{Filler}}/$n; size=$((size / 2)); }
              done
              head -c 100000 /dev/zero > {{Filler}}/last$round 2> /dev/null
            done
            left
            """);
        if (long.Parse(ran.Output.Trim(), CultureInfo.InvariantCulture) > Block)
            throw new IOException($"{Folder} is not full: {ran.All}");
    }

    /// <summary>Gives the space back.</summary>
    public void Clear()
    {
        if (Directory.Exists(Filler))
            Directory.Delete(Filler, recursive: true);
    }

    public async Task Unmount()
    {
        if (CanBeFilled)
            await Shell($"umount {Folder} || umount -l {Folder}");
        File.Delete(_image);
    }

    private static Task<Ran> Shell(string script) => Tool.Run("/bin/sh", "-c", script);
}
