//! The comparison that is also an assignment: `eq`.

mod equality;
mod methods;

pub(crate) use self::equality::Eq;
pub(crate) use self::methods::EqOf;
pub use self::methods::ExpressionMethods;
