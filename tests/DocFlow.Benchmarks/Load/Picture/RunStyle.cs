namespace DocFlow.Benchmarks.Load.Picture;

/// <summary>How the picture of a run looks; the colours can be told apart in light, in dark, and by people who see few of them.</summary>
internal static class RunStyle
{
    public const string Css = """
        :root { color-scheme: light dark; --paper: #fbfbfa; --card: #fff; --ink: #1c1f24; --soft: #667; --rule: #e3e5e8; --bad: #b3261e;
          --c0: #2f6fde; --c1: #e08a1e; --c2: #2a9d72; --c3: #c2488f; --c4: #7a5cd6; --c5: #8a8f98; --c6: #b59b00 }
        @media (prefers-color-scheme: dark) { :root { --paper: #14161a; --card: #1c1f25; --ink: #e8eaee; --soft: #9aa1ad; --rule: #2c313a;
          --bad: #ff8a80; --c0: #6ea2ff; --c1: #f2ad55; --c2: #58c79c; --c3: #ea86bf; --c4: #a995f5; --c5: #9aa1ad; --c6: #d8c14a } }
        body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, sans-serif }
        main { max-width: 1560px; margin: 0 auto; padding: 32px 24px 64px }
        h1 { margin: 0; font-size: 28px } h2 { margin: 40px 0 12px; font-size: 20px } h3 { margin: 16px 0 4px; font-size: 15px }
        .about { margin: 4px 0 24px; color: var(--soft) }
        .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(190px, 1fr)); gap: 12px }
        .tile, figure { background: var(--card); border: 1px solid var(--rule); border-radius: 10px }
        .tile { padding: 14px 16px } .tile b { display: block; font-size: 30px; line-height: 1.2; font-variant-numeric: tabular-nums }
        .tile span { color: var(--soft) } .tile.bad b { color: var(--bad) }
        .charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(560px, 100%), 1fr)); gap: 16px; margin-top: 16px }
        figure { margin: 0; padding: 16px } figcaption { margin-bottom: 8px } small { color: var(--soft); font-size: 13px }
        svg { display: block; width: 100%; height: auto } .grid { stroke: var(--rule) } .tick { fill: var(--soft); font-size: 12px }
        .end { text-anchor: end } .middle { text-anchor: middle }
        .line { fill: none; stroke: var(--c); stroke-width: 2; stroke-linejoin: round } .area { fill: var(--c); stroke: var(--card) }
        .legend { display: flex; flex-wrap: wrap; gap: 4px 16px; color: var(--soft); font-size: 13px }
        .legend i { display: inline-block; width: 10px; height: 10px; margin-right: 6px; border-radius: 2px; background: var(--c) }
        .c0 { --c: var(--c0) } .c1 { --c: var(--c1) } .c2 { --c: var(--c2) } .c3 { --c: var(--c3) } .c4 { --c: var(--c4) }
        .c5 { --c: var(--c5) } .c6 { --c: var(--c6) }
        table { border-collapse: collapse; font-variant-numeric: tabular-nums }
        th, td { padding: 4px 20px 4px 0; border-bottom: 1px solid var(--rule) }
        th { text-align: left; font-weight: 600 } td, thead th:not(:first-child) { text-align: right }
        pre { margin: 0; padding: 12px; overflow-x: auto; background: var(--card); border: 1px solid var(--rule); border-radius: 8px }
        .bad, li b { color: var(--bad) }
        """;
}
