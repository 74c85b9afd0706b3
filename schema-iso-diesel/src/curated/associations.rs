//! Associations: `belonging_to`, `grouped_by`.

pub use diesel::associations::{
    Associations, BelongsTo, GroupedBy, HasTable, Identifiable, TryGroupedByError,
};
