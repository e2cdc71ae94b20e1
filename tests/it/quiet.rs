//! What is written to a terminal: all that was drawn, and no byte more.
use linchpin::ui::quiet::Quiet;
use proptest::prelude::*;
use ratatui::Terminal;
use ratatui::buffer::{Buffer, Cell, CellWidth};
use ratatui::layout::{Position, Rect, Size};
use ratatui::style::{Color, Modifier, Style};
use std::cell::RefCell;
use std::io;
use std::num::NonZeroU16;
use std::rc::Rc;

/// A terminal's end of the line.
#[derive(Clone, Default)]
struct Line(Rc<RefCell<Vec<u8>>>);

impl io::Write for Line {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

const WIDE: u16 = 12;
const TALL: u16 = 3;

fn terminal(line: &Line, colour: bool) -> Terminal<Quiet<Line>> {
    Terminal::new(Quiet::new(line.clone(), Size::new(WIDE, TALL), colour)).unwrap()
}

/// The bytes of these frames.
fn bytes(frames: &[(&str, Style, Option<u16>)]) -> String {
    let line = Line::default();
    let mut terminal = terminal(&line, true);
    for (text, style, caret) in frames {
        let draw = terminal.draw(|frame| {
            frame.buffer_mut().set_string(0, 0, text, *style);
            if let Some(x) = caret {
                frame.set_cursor_position((*x, 0));
            }
        });
        draw.unwrap();
    }
    let bytes = line.0.borrow().clone();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn nothing_new_is_no_byte() {
    let plain = Style::new();
    let once = bytes(&[("one", plain, None)]);
    assert_eq!(once, "\x1b[1;1Hone\x1b[?25l");
    assert_eq!(bytes(&[("one", plain, None), ("one", plain, None), ("one", plain, None)]), once);
    let typing = bytes(&[("one", plain, Some(3))]);
    assert_eq!(typing, "\x1b[1;1Hone\x1b[?25h");
    assert_eq!(bytes(&[("one", plain, Some(3)), ("one", plain, Some(3))]), typing);
    assert_eq!(bytes(&[("one", plain, Some(3)), ("one", plain, Some(2))]), format!("{typing}\x1b[1;3H"));
}

#[test]
fn what_is_new_is_short() {
    let (plain, bold) = (Style::new(), Style::new().bold());
    let red = bold.fg(Color::Red);
    let cases = [
        ([("a b c", plain, None), ("x b y", plain, None)], "\x1b[1;1Hx\x1b[3Cy"),
        ([("abc", plain, None), ("xbz", plain, None)], "\x1b[1;1Hx\x1b[Cz"),
        // Where terminals may not agree how wide a sign is, the next is found by its place.
        ([("—b c", plain, None), ("▌b y", plain, None)], "\x1b[1;1H▌\x1b[1;4Hy"),
        ([("a", plain, None), ("a", bold, None)], "\x1b[1;1H\x1b[1ma\x1b[m"),
        ([("a", bold, None), ("a", red, None)], "\x1b[1;1H\x1b[1;31ma\x1b[m"),
        ([("a", red, None), ("a", plain, None)], "\x1b[1;1Ha"),
        ([("a", plain, None), ("a", plain.bg(Color::Indexed(200)), None)], "\x1b[1;1H\x1b[48;5;200ma\x1b[49m"),
    ];
    for (frames, change) in cases {
        assert_eq!(bytes(&frames), bytes(&frames[..1]) + change, "{frames:?}");
    }
}

fn text() -> impl Strategy<Value = (u16, u16, String, Style)> {
    let letters = ["a", "b", " ", "ế", "đ", "—", "▌", "東", "한", "Ω", "·"];
    let colours = [Color::Reset, Color::Red, Color::LightBlue, Color::Indexed(77), Color::Rgb(1, 2, 3)];
    let modifiers = [Modifier::BOLD, Modifier::DIM, Modifier::REVERSED, Modifier::UNDERLINED];
    (
        0..WIDE,
        0..TALL,
        prop::collection::vec(prop::sample::select(letters.to_vec()), 0..8).prop_map(|letters| letters.concat()),
        (
            prop::sample::select(colours.to_vec()),
            prop::sample::select(colours.to_vec()),
            prop::sample::subsequence(modifiers.to_vec(), 0..3),
        )
            .prop_map(|(fg, bg, modifiers)| {
                Style::new().fg(fg).bg(bg).add_modifier(modifiers.into_iter().collect::<Modifier>())
            }),
    )
}

fn colour(colour: Color) -> vt100::Color {
    match colour {
        Color::Red => vt100::Color::Idx(1),
        Color::LightBlue => vt100::Color::Idx(12),
        Color::Indexed(n) => vt100::Color::Idx(n),
        Color::Rgb(red, green, blue) => vt100::Color::Rgb(red, green, blue),
        _ => vt100::Color::Default,
    }
}

/// What a terminal shows in a cell, and what should be there. A blank that was half a wide letter keeps the look that
/// the letter over its other half was written in: ratatui knows nothing of it.
fn same(shown: &vt100::Cell, cell: &Cell, colours: bool, beside_wide: bool) -> bool {
    let held = |modifier| cell.modifier.contains(modifier);
    let of = |of| if colours { colour(of) } else { vt100::Color::Default };
    let symbol = if shown.has_contents() { shown.contents() } else { " " };
    if beside_wide && symbol == " " {
        return cell.symbol() == " ";
    }
    symbol == cell.symbol()
        && (shown.fgcolor(), shown.bgcolor()) == (of(cell.fg), of(cell.bg))
        // This emulator has one of them at a time.
        && (held(Modifier::BOLD) && held(Modifier::DIM)
            || (shown.bold(), shown.dim()) == (held(Modifier::BOLD), held(Modifier::DIM)))
        && (shown.inverse(), shown.underline()) == (held(Modifier::REVERSED), held(Modifier::UNDERLINED))
}

proptest! {
    #[test]
    fn what_is_drawn_is_what_is_seen(
        frames in prop::collection::vec((prop::collection::vec(text(), 0..5), prop::option::of((0..WIDE, 0..TALL))), 1..6),
        colours in any::<bool>(),
    ) {
        let line = Line::default();
        let mut terminal = terminal(&line, colours);
        let [wide, tall] = [WIDE, TALL].map(|n| NonZeroU16::new(n).unwrap());
        let mut parser = vt100::Parser::new(tall, wide, 0);
        let wide = |text: &str| text.contains(['東', '한']);
        let had_wide = frames.iter().flat_map(|(texts, _)| texts).any(|(.., text, _)| wide(text));
        for (texts, caret) in frames {
            let mut drawn = Buffer::empty(Rect::new(0, 0, WIDE, TALL));
            for (x, y, text, style) in texts {
                drawn.set_string(x, y, text, style);
            }
            terminal.draw(|frame| {
                frame.buffer_mut().clone_from(&drawn);
                if let Some(at) = caret {
                    frame.set_cursor_position(at);
                }
            }).unwrap();
            parser.process(&line.0.take());
            let screen = parser.screen();
            prop_assert_eq!(screen.hide_cursor(), caret.is_none());
            if let Some((x, y)) = caret {
                prop_assert_eq!(screen.cursor_position(), (y, x));
            }
            for y in 0..TALL {
                let mut x = 0;
                while x < WIDE {
                    let cell = &drawn[Position { x, y }];
                    let shown = screen.cell(y, x).unwrap();
                    prop_assert!(same(shown, cell, colours, had_wide), "{x},{y}: {cell:?} is {shown:?}");
                    x += cell.symbol().cell_width().max(1);
                }
            }
        }
    }
}
