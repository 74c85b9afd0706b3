//! The comparison that is also an assignment: `eq`.

mod equality;
mod methods;

pub use self::equality::Eq;
pub use self::methods::{EqOf, ExpressionMethods};
