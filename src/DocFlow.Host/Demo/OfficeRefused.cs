using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace DocFlow.Host.Demo;

/// <summary>The office said no: its sentence, for people, with the refusal's code.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "It says what is the matter, as the other exceptions of the house do.")]
public sealed class OfficeRefused(HttpStatusCode status, string code, string sentence) : Exception(sentence)
{
    /// <summary>The HTTP status.</summary>
    public HttpStatusCode Status => status;

    /// <summary>The refusal's code.</summary>
    public string Code => code;
}
