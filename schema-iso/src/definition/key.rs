//! Keys and indexes.

/// A reference to another table of the same plugin.
///
/// ```
/// use schema_iso::definition::{ForeignKey, ReferentialAction};
///
/// const GROUP: ForeignKey = ForeignKey::new(&["group_id"], "groups", &["id"])
///     .with_on_delete(ReferentialAction::Cascade);
/// assert_eq!(GROUP.on_delete().as_sql(), "CASCADE");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ForeignKey {
    columns: &'static [&'static str],
    table: &'static str,
    referenced_columns: &'static [&'static str],
    on_delete: ReferentialAction,
    on_update: ReferentialAction,
}

impl ForeignKey {
    /// A reference from columns to as many columns of a table.
    #[must_use]
    pub const fn new(
        columns: &'static [&'static str],
        table: &'static str,
        referenced_columns: &'static [&'static str],
    ) -> Self {
        Self {
            columns,
            table,
            referenced_columns,
            on_delete: ReferentialAction::NoAction,
            on_update: ReferentialAction::NoAction,
        }
    }

    /// Sets what a deletion of the referenced row does.
    #[must_use]
    pub const fn with_on_delete(mut self, action: ReferentialAction) -> Self {
        self.on_delete = action;
        self
    }

    /// Sets what a change of the referenced key does.
    #[must_use]
    pub const fn with_on_update(mut self, action: ReferentialAction) -> Self {
        self.on_update = action;
        self
    }

    /// The referencing columns.
    #[must_use]
    pub const fn columns(&self) -> &'static [&'static str] {
        self.columns
    }

    /// The referenced table, of the same plugin.
    #[must_use]
    pub const fn table(&self) -> &'static str {
        self.table
    }

    /// The referenced columns, in the order of [`ForeignKey::columns`].
    #[must_use]
    pub const fn referenced_columns(&self) -> &'static [&'static str] {
        self.referenced_columns
    }

    /// What a deletion of the referenced row does.
    #[must_use]
    pub const fn on_delete(&self) -> ReferentialAction {
        self.on_delete
    }

    /// What a change of the referenced key does.
    #[must_use]
    pub const fn on_update(&self) -> ReferentialAction {
        self.on_update
    }
}

/// What happens to a row when the row that it references changes or is deleted.
///
/// ```
/// use schema_iso::definition::ReferentialAction;
///
/// assert_eq!(ReferentialAction::default(), ReferentialAction::NoAction);
/// assert_eq!(ReferentialAction::from_sql("set null"), Some(ReferentialAction::SetNull));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum ReferentialAction {
    /// The statement fails, at its end at the latest.
    #[default]
    NoAction,
    /// The statement fails at once.
    Restrict,
    /// The row is changed or deleted, too.
    Cascade,
    /// The columns become null.
    SetNull,
    /// The columns take their defaults.
    SetDefault,
}

impl ReferentialAction {
    /// All actions.
    pub const ALL: &'static [Self] = &[
        Self::NoAction,
        Self::Restrict,
        Self::Cascade,
        Self::SetNull,
        Self::SetDefault,
    ];

    /// The action in SQL.
    #[must_use]
    pub const fn as_sql(self) -> &'static str {
        match self {
            Self::NoAction => "NO ACTION",
            Self::Restrict => "RESTRICT",
            Self::Cascade => "CASCADE",
            Self::SetNull => "SET NULL",
            Self::SetDefault => "SET DEFAULT",
        }
    }

    /// Parses an action from SQL, in upper or lower case.
    #[must_use]
    pub fn from_sql(words: &str) -> Option<Self> {
        let same = |action: &&Self| action.as_sql().eq_ignore_ascii_case(words);
        Self::ALL.iter().find(same).copied()
    }
}

/// Columns of which no two rows have the same values.
///
/// ```
/// use schema_iso::definition::UniqueKey;
///
/// const NAME: UniqueKey = UniqueKey::new(&["group_id", "name"]);
/// assert_eq!(NAME.columns(), ["group_id", "name"]);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UniqueKey {
    columns: &'static [&'static str],
}

impl UniqueKey {
    /// A key of columns.
    #[must_use]
    pub const fn new(columns: &'static [&'static str]) -> Self {
        Self { columns }
    }

    /// The columns.
    #[must_use]
    pub const fn columns(&self) -> &'static [&'static str] {
        self.columns
    }
}

/// A `btree` index of a table, over all rows and with repeated values.
///
/// ```
/// use schema_iso::definition::IndexDefinition;
///
/// const BY_OWNER: IndexDefinition = IndexDefinition::new(&["owner_id"]);
/// assert_eq!(BY_OWNER.columns(), ["owner_id"]);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IndexDefinition {
    columns: &'static [&'static str],
}

impl IndexDefinition {
    /// An index of columns, named by PostgreSQL.
    #[must_use]
    pub const fn new(columns: &'static [&'static str]) -> Self {
        Self { columns }
    }

    /// The columns, in their order in the index.
    #[must_use]
    pub const fn columns(&self) -> &'static [&'static str] {
        self.columns
    }
}
