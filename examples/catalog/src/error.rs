//! What can go wrong when a product is edited.

use uuid::Uuid;

/// Why a product was not edited.
///
/// ```
/// use catalog::EditError;
///
/// assert_eq!(EditError::MayNotWrite.to_string(), "this user may not write");
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EditError {
    /// Somebody may only read.
    #[error("this user may not write")]
    MayNotWrite,
    /// Somebody else was faster, or the product is gone.
    #[error("the product {product} is not at version {version} any more")]
    Outdated {
        /// The product.
        product: Uuid,
        /// The version that was edited.
        version: i32,
    },
    /// The database refuses.
    #[error("the database refuses the change")]
    Database {
        /// What it says.
        #[from]
        source: diesel::result::Error,
    },
}
