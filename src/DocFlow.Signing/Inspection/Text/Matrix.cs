namespace DocFlow.Signing.Inspection.Text;

/// <summary>A transformation of the plane (ISO 32000-2 8.3.3).</summary>
internal readonly record struct Matrix(double A, double B, double C, double D, double E, double F)
{
    public static Matrix Identity { get; } = new(1, 0, 0, 1, 0, 0);

    public (double X, double Y) Origin => (E, F);

    public double Height => Math.Sqrt(C * C + D * D);

    public double Stretch => Math.Sqrt(A * A + B * B);

    /// <summary>First this one, then the other.</summary>
    public Matrix Then(Matrix next) => new(
        A * next.A + B * next.C, A * next.B + B * next.D,
        C * next.A + D * next.C, C * next.B + D * next.D,
        E * next.A + F * next.C + next.E, E * next.B + F * next.D + next.F);

    public static Matrix Shift(double x, double y) => new(1, 0, 0, 1, x, y);
}
