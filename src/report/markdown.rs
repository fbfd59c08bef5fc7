//! Tables in Markdown (GitHub's).

use std::io::{self, Write};

use super::table::{Cell, TableWriter};

/// Writes a table in Markdown.
#[derive(Default)]
pub(super) struct MarkdownTable {}

fn line<'a>(out: &mut dyn Write, cells: impl Iterator<Item = &'a str>) -> io::Result<()> {
    out.write_all(b"|")?;
    for cell in cells {
        write!(out, " {} |", escaped(cell))?;
    }
    writeln!(out)
}

/// Text that stays in its cell and means nothing in Markdown or HTML.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '|' | '\\' | '`' | '*' | '[' | ']' | '~' => out.extend(['\\', c]),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\n' | '\r' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

impl TableWriter for MarkdownTable {
    fn header(&mut self, out: &mut dyn Write, names: &[String]) -> io::Result<()> {
        line(out, names.iter().map(String::as_str))?;
        writeln!(out, "|{}", " --- |".repeat(names.len()))
    }

    fn row(&mut self, out: &mut dyn Write, cells: &[Cell<'_>]) -> io::Result<()> {
        line(out, cells.iter().map(Cell::as_str))
    }

    fn end(&mut self, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}
