//! The invariants, one constant each.

/// An invariant of Schema Iso.
///
/// ```
/// use schema_iso::rule::ISO_04;
///
/// assert_eq!(ISO_04.id(), "ISO-04");
/// assert_eq!(
///     ISO_04.page(),
///     "https://docs.rs/schema-iso/latest/schema_iso/rules/iso_04/index.html"
/// );
/// ```
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    id: &'static str,
    title: &'static str,
    page: &'static str,
    summary: &'static str,
}

impl Rule {
    /// The number, such as `ISO-04`.
    #[must_use]
    pub const fn id(&self) -> &'static str {
        self.id
    }

    /// The rule in one clause.
    #[must_use]
    pub const fn title(&self) -> &'static str {
        self.title
    }

    /// The address of the page that explains it: a module of [`rules`](crate::rules).
    #[must_use]
    pub const fn page(&self) -> &'static str {
        self.page
    }

    /// The rule in a sentence.
    #[must_use]
    pub const fn summary(&self) -> &'static str {
        self.summary
    }
}

/// The address of the page of a rule, once its crate is published.
macro_rules! page {
    ($module:literal) => {
        concat!(
            "https://docs.rs/schema-iso/latest/schema_iso/rules/",
            $module,
            "/index.html"
        )
    };
}

/// All rules, by number.
pub static ALL: [&Rule; 18] = [
    &ISO_01, &ISO_02, &ISO_03, &ISO_04, &ISO_05, &ISO_06, &ISO_07, &ISO_08, &ISO_09, &ISO_10,
    &ISO_11, &ISO_12, &ISO_13, &ISO_14, &ISO_15, &ISO_16, &ISO_17, &ISO_18,
];

/// ISO-01: one crate is one plugin.
pub static ISO_01: Rule = Rule {
    id: "ISO-01",
    title: "one crate is one plugin",
    page: page!("iso_01"),
    summary: "A crate declares one plugin, at its root, and tables and enums for that plugin \
              only.",
};

/// ISO-02: an id has one form, and a schema of its own.
pub static ISO_02: Rule = Rule {
    id: "ISO-02",
    title: "an id has one form, and a schema of its own",
    page: page!("iso_02"),
    summary: "A plugin id is lower-case words and digits joined by single hyphens, at most 56 \
              bytes long; its schema follows from it, and no two ids share one.",
};

/// ISO-03: a statement touches its own plugin's tables only.
pub static ISO_03: Rule = Rule {
    id: "ISO-03",
    title: "a statement touches its own plugin's tables only",
    page: page!("iso_03"),
    summary: "A statement runs on a plugin's connection only if every table that it reads or \
              writes, at any depth, is that plugin's.",
};

/// ISO-04: a plugin has no second door to the database.
pub static ISO_04: Rule = Rule {
    id: "ISO-04",
    title: "a plugin has no second door to the database",
    page: page!("iso_04"),
    summary: "A plugin crate sees the curated Diesel and no other driver, unless its manifest \
              names the exception and the reason for it.",
};

/// ISO-05: a plugin's connection stays what it is.
pub static ISO_05: Rule = Rule {
    id: "ISO-05",
    title: "a plugin's connection stays what it is",
    page: page!("iso_05"),
    summary: "A plugin's connection never turns into a raw connection or into another plugin's.",
};

/// ISO-06: a plugin's migrations stay in its schema.
pub static ISO_06: Rule = Rule {
    id: "ISO-06",
    title: "a plugin's migrations stay in its schema",
    page: page!("iso_06"),
    summary: "A plugin's migrations name no schema but the plugin's own and those that the \
              host declared shared.",
};

/// ISO-07: migrations run alone and leave no trace on the connection.
pub static ISO_07: Rule = Rule {
    id: "ISO-07",
    title: "migrations run alone and leave no trace on the connection",
    page: page!("iso_07"),
    summary: "The migrations of a plugin run on one pinned connection, under a lock of their \
              own, with a search path of exactly the plugin's schema, and the connection comes \
              back clean or not at all.",
};

/// ISO-08: no plugin starts before all migrations are done.
pub static ISO_08: Rule = Rule {
    id: "ISO-08",
    title: "no plugin starts before all migrations are done",
    page: page!("iso_08"),
    summary: "No plugin's start-up work runs before every migration of every plugin is done.",
};

/// ISO-09: a rename leaves no data behind.
pub static ISO_09: Rule = Rule {
    id: "ISO-09",
    title: "a rename leaves no data behind",
    page: page!("iso_09"),
    summary: "A plugin's former schema is renamed before a new one would be created; when both \
              hold data, the boot stops and names both.",
};

/// ISO-10: a wrong set of plugins is refused before the database is touched.
pub static ISO_10: Rule = Rule {
    id: "ISO-10",
    title: "a wrong set of plugins is refused before the database is touched",
    page: page!("iso_10"),
    summary: "The same id twice, a dependency cycle or an unregistered dependency is refused \
              before the database is touched.",
};

/// ISO-11: with roles, PostgreSQL itself refuses.
pub static ISO_11: Rule = Rule {
    id: "ISO-11",
    title: "with roles, PostgreSQL itself refuses",
    page: page!("iso_11"),
    summary: "With roles for isolation, a plugin's connections run as a role that owns nothing \
              and may use only the plugin's schema.",
};

/// ISO-12: SQL types are looked up with their schema.
pub static ISO_12: Rule = Rule {
    id: "ISO-12",
    title: "SQL types are looked up with their schema",
    page: page!("iso_12"),
    summary: "A plugin's own SQL types are looked up with their schema, so that a pooled \
              connection never reuses another plugin's.",
};

/// ISO-13: a changed or missing migration is reported.
pub static ISO_13: Rule = Rule {
    id: "ISO-13",
    title: "a changed or missing migration is reported",
    page: page!("iso_13"),
    summary: "An applied migration whose text has changed since, or that is no longer \
              embedded, is reported.",
};

/// ISO-14: declared tables are compared with the live database.
pub static ISO_14: Rule = Rule {
    id: "ISO-14",
    title: "declared tables are compared with the live database",
    page: page!("iso_14"),
    summary: "On request the boot compares every declared table with the live catalogue and \
              reports every difference before any plugin starts.",
};

/// ISO-15: nothing of a session crosses to another plugin.
pub static ISO_15: Rule = Rule {
    id: "ISO-15",
    title: "nothing of a session crosses to another plugin",
    page: page!("iso_15"),
    summary: "A plugin never gets a session in which a setting, a transaction or anything else \
              of another plugin's is left, and ends no transaction that is not its own.",
};

/// ISO-16: an applied migration is there, valid and enforced.
pub static ISO_16: Rule = Rule {
    id: "ISO-16",
    title: "an applied migration is there, valid and enforced",
    page: page!("iso_16"),
    summary: "A migration is noted as applied only if what it made is in the plugin's schema, \
              valid and enforced, and the trackers are what they were, plus this one.",
};

/// ISO-17: releases overlap.
pub static ISO_17: Rule = Rule {
    id: "ISO-17",
    title: "releases overlap",
    page: page!("iso_17"),
    summary: "An older program beside a newer database works, or refuses before it has written \
              anything, and nobody takes a schema that is somebody else's.",
};

/// ISO-18: two plugins share what both declare.
pub static ISO_18: Rule = Rule {
    id: "ISO-18",
    title: "two plugins share what both declare",
    page: page!("iso_18"),
    summary: "A plugin reads what another one exports only if it imports it, and can only read \
              it.",
};

#[cfg(test)]
mod tests {
    use super::ALL;

    #[test]
    fn rules_are_numbered_without_a_gap() {
        for (at, rule) in ALL.iter().enumerate() {
            assert_eq!(rule.id(), format!("ISO-{:02}", at + 1));
            let module = rule.id().to_lowercase().replace('-', "_");
            assert!(
                rule.page()
                    .ends_with(&format!("/rules/{module}/index.html"))
            );
            assert!(rule.summary().ends_with('.'));
        }
    }
}
