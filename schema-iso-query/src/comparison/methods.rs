//! Diesel's `ExpressionMethods`, with an `eq` that gives our [`Eq`](super::Eq).

use diesel::dsl;
use diesel::expression::array_comparison::AsInExpression;
use diesel::expression::{AsExpression, CastsTo, Expression, FallibleCastsTo};
use diesel::sql_types::{SingleValue, SqlType};

use super::equality::Eq;

/// What `value` becomes when it stands beside an expression of the type of `Other`.
pub(super) type AsExpr<Value, Other> =
    <Value as AsExpression<<Other as Expression>::SqlType>>::Expression;

/// The type of `left.eq(right)`.
pub type EqOf<Left, Right> = Eq<Left, AsExpr<Right, Left>>;

/// The methods of all expressions, under Diesel's names.
pub trait ExpressionMethods: Expression + Sized {
    /// Creates `self = other`.
    #[doc(alias = "=")]
    fn eq<T>(self, other: T) -> EqOf<Self, T>
    where
        Self::SqlType: SqlType,
        T: AsExpression<Self::SqlType>,
    {
        Eq::new(self, other.as_expression())
    }

    /// Creates `self != other`.
    #[doc(alias = "!=")]
    fn ne<T>(self, other: T) -> dsl::NotEq<Self, T>
    where
        Self: diesel::ExpressionMethods,
        Self::SqlType: SqlType,
        T: AsExpression<Self::SqlType>,
    {
        diesel::ExpressionMethods::ne(self, other)
    }

    /// Creates `self > other`.
    #[doc(alias = ">")]
    fn gt<T>(self, other: T) -> dsl::Gt<Self, T>
    where
        Self: diesel::ExpressionMethods,
        Self::SqlType: SqlType,
        T: AsExpression<Self::SqlType>,
    {
        diesel::ExpressionMethods::gt(self, other)
    }

    /// Creates `self >= other`.
    #[doc(alias = ">=")]
    fn ge<T>(self, other: T) -> dsl::GtEq<Self, T>
    where
        Self: diesel::ExpressionMethods,
        Self::SqlType: SqlType,
        T: AsExpression<Self::SqlType>,
    {
        diesel::ExpressionMethods::ge(self, other)
    }

    /// Creates `self < other`.
    #[doc(alias = "<")]
    fn lt<T>(self, other: T) -> dsl::Lt<Self, T>
    where
        Self: diesel::ExpressionMethods,
        Self::SqlType: SqlType,
        T: AsExpression<Self::SqlType>,
    {
        diesel::ExpressionMethods::lt(self, other)
    }

    /// Creates `self <= other`.
    #[doc(alias = "<=")]
    fn le<T>(self, other: T) -> dsl::LtEq<Self, T>
    where
        Self: diesel::ExpressionMethods,
        Self::SqlType: SqlType,
        T: AsExpression<Self::SqlType>,
    {
        diesel::ExpressionMethods::le(self, other)
    }

    /// Creates `self IN (values)`, for a list or a subselect.
    #[doc(alias = "in")]
    fn eq_any<T>(self, values: T) -> dsl::EqAny<Self, T>
    where
        Self: diesel::ExpressionMethods,
        Self::SqlType: SqlType,
        T: AsInExpression<Self::SqlType>,
    {
        diesel::ExpressionMethods::eq_any(self, values)
    }

    /// Creates `self NOT IN (values)`, for a list or a subselect.
    #[doc(alias = "not in")]
    fn ne_all<T>(self, values: T) -> dsl::NeAny<Self, T>
    where
        Self: diesel::ExpressionMethods,
        Self::SqlType: SqlType,
        T: AsInExpression<Self::SqlType>,
    {
        diesel::ExpressionMethods::ne_all(self, values)
    }

    /// Creates `self IS NULL`.
    #[expect(
        clippy::wrong_self_convention,
        reason = "the name is Diesel's, after the SQL"
    )]
    fn is_null(self) -> dsl::IsNull<Self>
    where
        Self: diesel::ExpressionMethods,
    {
        diesel::ExpressionMethods::is_null(self)
    }

    /// Creates `self IS NOT NULL`.
    #[expect(
        clippy::wrong_self_convention,
        reason = "the name is Diesel's, after the SQL"
    )]
    fn is_not_null(self) -> dsl::IsNotNull<Self>
    where
        Self: diesel::ExpressionMethods,
    {
        diesel::ExpressionMethods::is_not_null(self)
    }

    /// Creates `self BETWEEN lower AND upper`.
    fn between<T, U>(self, lower: T, upper: U) -> dsl::Between<Self, T, U>
    where
        Self: diesel::ExpressionMethods,
        Self::SqlType: SqlType,
        T: AsExpression<Self::SqlType>,
        U: AsExpression<Self::SqlType>,
    {
        diesel::ExpressionMethods::between(self, lower, upper)
    }

    /// Creates `self NOT BETWEEN lower AND upper`.
    fn not_between<T, U>(self, lower: T, upper: U) -> dsl::NotBetween<Self, T, U>
    where
        Self: diesel::ExpressionMethods,
        Self::SqlType: SqlType,
        T: AsExpression<Self::SqlType>,
        U: AsExpression<Self::SqlType>,
    {
        diesel::ExpressionMethods::not_between(self, lower, upper)
    }

    /// Creates `CAST(self AS …)`.
    fn cast<ST>(self) -> dsl::Cast<Self, ST>
    where
        Self: diesel::ExpressionMethods,
        ST: SingleValue,
        Self::SqlType: CastsTo<ST>,
    {
        diesel::ExpressionMethods::cast(self)
    }

    /// Creates `CAST(self AS …)` where the cast may fail at run time.
    fn fallible_cast<ST>(self) -> dsl::Cast<Self, ST>
    where
        Self: diesel::ExpressionMethods,
        ST: SingleValue,
        Self::SqlType: FallibleCastsTo<ST>,
    {
        diesel::ExpressionMethods::fallible_cast(self)
    }

    /// Creates `self DESC` for an ORDER BY clause.
    fn desc(self) -> dsl::Desc<Self>
    where
        Self: diesel::ExpressionMethods,
    {
        diesel::ExpressionMethods::desc(self)
    }

    /// Creates `self ASC` for an ORDER BY clause.
    fn asc(self) -> dsl::Asc<Self>
    where
        Self: diesel::ExpressionMethods,
    {
        diesel::ExpressionMethods::asc(self)
    }
}

impl<E> ExpressionMethods for E where E: Expression<SqlType: SingleValue> {}
