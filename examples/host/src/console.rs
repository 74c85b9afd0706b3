//! The output, with colours.

use std::env;
use std::error::Error;
use std::io::{self, IsTerminal as _, Write as _};

use crate::Outcome;

/// Standard output; coloured on a terminal that can, unless `NO_COLOR` is set.
pub(crate) struct Console {
    coloured: bool,
    headings: usize,
}

impl Console {
    pub(crate) fn new() -> Self {
        // <https://no-color.org>: set and not empty, whatever it says.
        let unwanted = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let is_dumb = env::var_os("TERM").is_some_and(|value| value == "dumb");
        Self {
            coloured: io::stdout().is_terminal() && !unwanted && !is_dumb,
            headings: 0,
        }
    }

    pub(crate) fn is_coloured(&self) -> bool {
        self.coloured
    }

    pub(crate) fn heading(&mut self, text: &str) -> io::Result<()> {
        self.headings += 1;
        let number = self.headings;
        let gap = if number > 1 { "\n" } else { "" };
        let text = self.painted("1", &format!("{number}. {text}"));
        writeln!(io::stdout(), "{gap}{text}")
    }

    pub(crate) fn line(&mut self, text: impl AsRef<str>) -> io::Result<()> {
        let mut stdout = io::stdout().lock();
        for line in text.as_ref().lines() {
            writeln!(stdout, "   {line}")?;
        }
        Ok(())
    }

    /// Prints a claim, if it holds; it is an error if it does not.
    pub(crate) fn claim(&mut self, holds: bool, claim: &str) -> Outcome {
        if !holds {
            return Err(format!("this does not hold: {claim}").into());
        }
        let ok = self.painted("32", "ok");
        writeln!(io::stdout(), "   {ok} {claim}")?;
        Ok(())
    }

    /// Prints an error with all that caused it.
    pub(crate) fn failure(&mut self, error: &dyn Error) {
        let mut stderr = io::stderr().lock();
        let mut text = format!("error: {error}\n");
        let mut source = error.source();
        while let Some(cause) = source {
            text += &format!("  caused by: {cause}\n");
            source = cause.source();
        }
        // Where even this cannot be written, the exit code still tells.
        drop(stderr.write_all(text.as_bytes()));
    }

    fn painted(&self, code: &str, text: &str) -> String {
        if self.coloured {
            format!("\x1b[{code}m{text}\x1b[0m")
        } else {
            text.to_owned()
        }
    }
}
