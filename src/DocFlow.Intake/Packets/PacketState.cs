namespace DocFlow.Intake.Packets;

/// <summary>Where a document that came over the exchange stands with us.</summary>
public enum PacketState
{
    /// <summary>Lies on the clerk's desk.</summary>
    Waiting,

    /// <summary>Has its arrival number; its sender was told 03.</summary>
    Registered,

    /// <summary>Went back to its sender with 02 and the reason.</summary>
    Returned,

    /// <summary>Given back to its sender, who recalled it: its packet and files are destroyed.</summary>
    Recalled,
}
