//! What the command says, to people or to programs.

use std::error::Error;
use std::io::{BufRead as _, IsTerminal, Write as _, stderr, stdin, stdout};

use cargo_schema_iso::arguments::MessageFormat;
use serde_json::{Value, json};

/// Where and how messages go.
pub(crate) struct Messages {
    format: MessageFormat,
    pub(crate) quiet: bool,
    colours: bool,
}

impl Messages {
    pub(crate) fn new(format: MessageFormat, quiet: bool) -> Self {
        let unwanted = std::env::var_os("NO_COLOR").is_some_and(|it| !it.is_empty());
        Self {
            format,
            quiet,
            colours: stderr().is_terminal() && !unwanted,
        }
    }

    fn is_json(&self) -> bool {
        self.format == MessageFormat::Json
    }

    /// Writes a text to the standard output. A reader that has gone is no error.
    pub(crate) fn text(&self, text: &str) {
        let _ = stdout().write_all(text.as_bytes());
    }

    fn line(&self, colour: &str, label: &str, text: &str) {
        let (start, end) = if self.colours {
            (format!("\x1b[1;{colour}m"), "\x1b[0m")
        } else {
            (String::new(), "")
        };
        let _ = writeln!(stderr(), "{start}{label}{end}{text}");
    }

    /// Says what takes a while.
    pub(crate) fn progress(&self, label: &str, text: &str) {
        if !self.quiet {
            self.line("32", &format!("{label:>12}"), &format!(" {text}"));
        }
    }

    /// A result: `human` for people, `value` for programs.
    pub(crate) fn result(&self, human: &str, value: &Value) {
        if self.is_json() {
            self.text(&format!("{value}\n"));
        } else {
            self.text(&format!("{human}\n"));
        }
    }

    /// An error with all of its causes.
    pub(crate) fn error(&self, error: &dyn Error) {
        let mut causes = Vec::new();
        let mut cause = error.source();
        while let Some(error) = cause {
            causes.push(error.to_string());
            cause = error.source();
        }
        if self.is_json() {
            let value = json!({"reason": "error", "message": error.to_string(), "causes": causes});
            self.text(&format!("{value}\n"));
            return;
        }
        self.failure(&error.to_string());
        for cause in causes {
            self.line("31", "cause", &format!(": {cause}"));
        }
    }

    /// An error in a sentence.
    pub(crate) fn failure(&self, message: &str) {
        self.line("31", "error", &format!(": {message}"));
    }

    /// Whether somebody can be asked.
    pub(crate) fn can_ask(&self) -> bool {
        !self.is_json() && stdin().is_terminal() && stderr().is_terminal()
    }

    /// Asks a question with yes or no; the end of the input is a no.
    pub(crate) fn ask(&self, question: &str) -> bool {
        let _ = write!(stderr(), "{question} [y/N] ");
        let mut answer = String::new();
        let read = stdin().lock().read_line(&mut answer);
        read.is_ok() && matches!(answer.trim(), "y" | "Y" | "yes")
    }
}
