//! The items that the expansions of Diesel's derives name, and nothing else.

/// For the derives.
pub mod derives {
    /// For `#[derive(Insertable)]`.
    pub mod insertable {
        pub use diesel::internal::derives::insertable::UndecoratedInsertRecord;
    }

    /// For `#[derive(AsExpression)]`.
    pub mod as_expression {
        pub use diesel::internal::derives::as_expression::Bound;
    }
}
