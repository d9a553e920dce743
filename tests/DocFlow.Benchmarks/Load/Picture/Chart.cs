using System.Globalization;

namespace DocFlow.Benchmarks.Load.Picture;

/// <summary>One line of a chart.</summary>
internal sealed record Series(string Name, IReadOnlyList<double> Values);

/// <summary>A chart of values over time (or over documents) as an SVG of its own, with its legend.</summary>
internal static class Chart
{
    private const double Width = 720;
    private const double Height = 240;
    private const double Left = 56;
    private const double Top = 12;
    private const double Right = 12;
    private const double Bottom = 30;
    private const double PlotWidth = Width - Left - Right;
    private const double PlotHeight = Height - Top - Bottom;

    /// <summary>Lines side by side.</summary>
    public static string Lines(string title, string about, IReadOnlyList<double> along, IReadOnlyList<Series> series)
    {
        var (x, y) = (ScaleOf(along), Scale.For(series.SelectMany(one => one.Values).Append(0).Max(), PlotHeight));
        var drawn = series.Select((one, at) =>
            $"<polyline class=\"line c{at}\" points=\"{Points(along.Zip(one.Values), x, y)}\"><title>{one.Name}</title></polyline>");
        return Figure(title, about, series, Axes(x, y) + string.Concat(drawn));
    }

    /// <summary>Areas on top of one another: what each adds to the sum.</summary>
    public static string Stacked(string title, string about, IReadOnlyList<double> along, IReadOnlyList<Series> series)
    {
        var sums = new List<double[]> { new double[along.Count] };
        foreach (var one in series)
            sums.Add([.. sums[^1].Zip(one.Values, (below, value) => below + value)]);
        var (x, y) = (ScaleOf(along), Scale.For(sums[^1].Append(0).Max(), PlotHeight));
        var drawn = series.Select((one, at) =>
        {
            var outline = Points(along.Zip(sums[at + 1]), x, y) + " " + Points(along.Zip(sums[at]).Reverse(), x, y);
            return $"<polygon class=\"area c{at}\" points=\"{outline}\"><title>{one.Name}</title></polygon>";
        });
        return Figure(title, about, series, Axes(x, y) + string.Concat(drawn));
    }

    private static Scale ScaleOf(IReadOnlyList<double> along) => new(Math.Max(along.DefaultIfEmpty(1).Max(), 1), PlotWidth);

    private static string Points(IEnumerable<(double X, double Y)> points, Scale x, Scale y) =>
        string.Join(' ', points.Select(point => $"{Place(Left + x.At(point.X))},{Place(Top + PlotHeight - y.At(point.Y))}"));

    private static string Axes(Scale x, Scale y)
    {
        var across = y.Lines.Select(value => (value, At: Place(Top + PlotHeight - y.At(value)))).Select(line =>
            $"<line class=\"grid\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{line.At}\" y2=\"{line.At}\"/>"
            + $"<text class=\"tick end\" x=\"{Left - 8}\" y=\"{line.At}\" dy=\"4\">{Scale.Say(line.value)}</text>");
        var along = x.Lines.Select(value =>
            $"<text class=\"tick middle\" x=\"{Place(Left + x.At(value))}\" y=\"{Height - 8}\">{Scale.Say(value)}</text>");
        return string.Concat(across) + string.Concat(along);
    }

    private static string Figure(string title, string about, IReadOnlyList<Series> series, string drawn)
    {
        var legend = series.Count < 2 ? "" : string.Concat(series.Select((one, at) => $"<span><i class=\"c{at}\"></i>{one.Name}</span>"));
        return $"""
            <figure>
            <figcaption><b>{title}</b> <small>{about}</small></figcaption>
            <svg viewBox="0 0 {Width} {Height}" role="img" aria-label="{title}">{drawn}</svg>
            <div class="legend">{legend}</div>
            </figure>

            """;
    }

    private static string Place(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
