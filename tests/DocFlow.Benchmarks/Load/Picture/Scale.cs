using System.Globalization;

namespace DocFlow.Benchmarks.Load.Picture;

/// <summary>From values to places on the paper, with round numbers for its lines.</summary>
internal sealed record Scale(double Top, double Length)
{
    private static readonly double[] Rounds = [1, 2, 2.5, 5, 10];

    /// <summary>A scale that holds the greatest value below a round number.</summary>
    public static Scale For(double greatest, double length)
    {
        var step = StepOf(greatest);
        return new Scale(Math.Max(step, Math.Ceiling(greatest / step) * step), length);
    }

    /// <summary>Where to draw lines: four or five of them, and zero.</summary>
    public IEnumerable<double> Lines
    {
        get
        {
            for (var (step, at) = (StepOf(Top), 0); at * step <= Top * 1.001; at++)
                yield return at * step;
        }
    }

    public double At(double value) => value / Top * Length;

    /// <summary>A number as people read it: few digits, thousands apart.</summary>
    public static string Say(double value) => value.ToString(value switch
    {
        0 => "0",
        < 0.1 => "0.####",
        < 10 => "0.##",
        < 100 => "0.#",
        _ => "#,0",
    }, CultureInfo.InvariantCulture);

    private static double StepOf(double greatest)
    {
        if (greatest <= 0)
            return 1;
        var rough = greatest / 4;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        return Rounds.First(round => round * power >= rough * 0.999) * power;
    }
}
