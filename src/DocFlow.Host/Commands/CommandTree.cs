using System.CommandLine;

namespace DocFlow.Host.Commands;

/// <summary>The command line of the one binary.</summary>
public static class CommandTree
{
    private const string About = """
        DocFlow makes an office paperless: papers come in, are registered, reviewed, approved and signed
        on screen, and leave as sealed PDFs.

        Examples:
          docflow demo --out ./demo             carry one document all the way, from reception to two agencies' answers
          docflow serve --data ./office         run the office on http://127.0.0.1:5080 with SQLite and a local folder
          docflow fields letter.pdf             list its signature and form fields
          docflow sign letter.pdf --out signed.pdf --key me.p12 --pin-file pin.txt --rect 320,100,200,60 --image me.png
          docflow extend signed.pdf --out archived.pdf --level LTA --tsa http://tsa.example --trust ca.pem
          docflow verify issued.pdf --trust ca.pem --crl ca.crl
          docflow verify issued.pdf --trust ./authorities --at 2026-02-05T14:15:00+07:00 --offline --lang en
          docflow evidence 05/VPCP-TTĐT --out evidence.zip
          docflow evidence verify evidence.zip --key node.pem --trust ca.pem --crl ca.crl
          docflow edxml read packet.edxml --extract ./files

        Exit codes of every command: 64 wrong usage, 69 the database does not answer (give the command again
        when it does).
        """;

    /// <summary>All commands.</summary>
    public static RootCommand Create() => new(About)
    {
        ServeCommand.Create(),
        MigrateCommand.Create(),
        DemoCommand.Create(),
        SignCommand.Create(),
        ExtendCommand.Create(),
        FieldsCommand.Create(),
        VerifyCommand.Create(),
        EvidenceCommand.Create(),
        EdXmlCommand.Create(),
        RegisterCommand.Create(),
        ReconcileCommand.Create(),
        TrailCommand.Create(),
        BackupCommand.Create(),
        BackupCommand.CreateRestore(),
        StuckCommand.Create(),
        HealthCommand.Create(),
        AgencyCommands.ForAgency(),
        AgencyCommands.ForUnits(),
        AgencyCommands.ForPartners(),
        PeerCommand.Create(),
        DirectoryCommand.Create(),
        UserCommand.Create(),
        AgencyUserCommand.Create(),
        KeyCommands.Create(),
        NodeCommands.Create(),
    };
}
