//! What COPY can be told, whichever way it goes.

use diesel::pg::CopyFormat;

/// The options of both directions.
#[derive(Debug, Default, Clone)]
pub(super) struct CopyOptions {
    pub(super) format: Option<CopyFormat>,
    pub(super) freeze: Option<bool>,
    pub(super) delimiter: Option<char>,
    pub(super) null: Option<String>,
    pub(super) quote: Option<char>,
    pub(super) escape: Option<char>,
}

/// Hands the options that are set to one of Diesel's queries.
macro_rules! apply {
    ($options:expr, $query:expr; $($option:ident => $method:ident),+ $(,)?) => {{
        let mut query = $query;
        $(
            if let Some(value) = $options.$option {
                query = query.$method(value);
            }
        )+
        query
    }};
}

/// Writes the methods that set the options, in the words of Diesel.
macro_rules! option_methods {
    ($($options:ident).+) => {
        /// Sets the format of the data.
        pub fn with_format(mut self, format: CopyFormat) -> Self {
            self.$($options).+.format = Some(format);
            self
        }

        /// Says whether the rows are frozen, as `VACUUM FREEZE` would leave them.
        pub fn with_freeze(mut self, freeze: bool) -> Self {
            self.$($options).+.freeze = Some(freeze);
            self
        }

        /// Sets what separates the columns.
        pub fn with_delimiter(mut self, delimiter: char) -> Self {
            self.$($options).+.delimiter = Some(delimiter);
            self
        }

        /// Sets what stands for NULL.
        pub fn with_null(mut self, null: impl Into<String>) -> Self {
            self.$($options).+.null = Some(null.into());
            self
        }

        /// Sets the quoting character of the CSV format.
        pub fn with_quote(mut self, quote: char) -> Self {
            self.$($options).+.quote = Some(quote);
            self
        }

        /// Sets the escaping character of the CSV format.
        pub fn with_escape(mut self, escape: char) -> Self {
            self.$($options).+.escape = Some(escape);
            self
        }
    };
}

pub(super) use apply;
pub(super) use option_methods;
