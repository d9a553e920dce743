namespace DocFlow.EdXml;

/// <summary>Names fixed by QCVN 102:2016/BTTTT and by what its readers look for.</summary>
internal static class Qcvn102
{
    public const string Namespace = "http://www.mic.gov.vn/TBT/QCVN_102_2016";
    public const string Prefix = "edXML";
    public const string XLink = "http://www.w3.org/1999/xlink";
    public const string Instance = "http://www.w3.org/2001/XMLSchema-instance";
}
