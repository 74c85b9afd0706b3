//! Names for the types of query fragments, for functions that return them.

use diesel::associations::HasTable;
use diesel::query_builder::IntoUpdateTarget;

use schema_iso_query::comparison::EqOf;
use schema_iso_query::query::{self, Combination, set_operator};

pub use schema_iso_query::aggregate::types::{
    AggregateAll, AggregateDistinct, AggregateFilter, AggregateOrder, FrameBy, Over, PartitionBy,
    WindowFilter, WindowOrder,
};

pub use diesel::helper_types::{
    Add, AliasedFields, And, AndNet, AsExpr, AsExprOf, AsSelect, Asc, AssumeNotNull, AtTimeZone,
    Between, Cast, Concat, Contains, ContainsNet, ContainsNetLoose, ContainsOrEq, ContainsRange,
    Desc, Diff, Difference, DifferenceNet, DifferenceRange, Distinct, DistinctOn, Div, EqAny,
    Escape, Field, Fields, Filter, Find, ForKeyShare, ForNoKeyUpdate, ForShare, ForUpdate,
    FrameBetween, FrameBetweenWithExclusion, FrameStartWith, FrameStartWithExclusion, Ge,
    GreaterThan, GreaterThanRange, GroupBy, Gt, GtEq, HasAllKeys, HasAllKeysJsonb, HasAnyKey,
    HasAnyKeyJsonb, HasKey, HasKeyJsonb, Having, ILike, Ilike, Index, InnerJoin, InnerJoinOn,
    InnerJoinQuerySource, Intersection, IntersectionRange, IntoSql, IsContainedBy,
    IsContainedByNet, IsContainedByNetLoose, IsContainedByOrEq, IsContainedByRange, IsDistinctFrom,
    IsJson, IsJsonArray, IsJsonObject, IsJsonScalar, IsNotDistinctFrom, IsNotJson, IsNotJsonArray,
    IsNotJsonObject, IsNotJsonScalar, IsNotNull, IsNull, Le, LeftJoin, LeftJoinOn,
    LeftJoinQuerySource, LesserThan, LesserThanRange, Like, Limit, Lt, LtEq, Mul, Ne, NeAll, NeAny,
    NoWait, NotBetween, NotEq, NotILike, NotIlike, NotLike, NotSimilarTo, Nullable, NullableSelect,
    NullsFirst, NullsLast, Offset, On, Or, OrFilter, OrNet, Order, OrderBy, Otherwise,
    OverlapsWith, OverlapsWithNet, RangeAdjacent, RangeContains, RangeExtendsLeftTo,
    RangeExtendsRightTo, Remove, RemoveByPath, RemoveByPathFromJsonb, RemoveFromJsonb,
    RetrieveAsObject, RetrieveAsObjectJson, RetrieveAsText, RetrieveAsTextJson,
    RetrieveByPathAsObject, RetrieveByPathAsObjectJson, RetrieveByPathAsText,
    RetrieveByPathAsTextJson, Select, SimilarTo, SkipLocked, SqlTypeOf, Sub, ThenOrderBy,
    UnionRange, When,
};

/// The type of `lhs.eq(rhs)`.
pub type Eq<Lhs, Rhs> = EqOf<Lhs, Rhs>;

/// The type of `.filter(column.eq(value))`.
pub type FindBy<Source, Column, Value> = Filter<Source, Eq<Column, Value>>;

/// The type of `.into_boxed::<'a, DB>()`.
pub type IntoBoxed<'a, Source, DB> = <Source as query::BoxedDsl<'a, DB>>::Output;

/// The type of `.single_value()`.
pub type SingleValue<Source> = <Source as query::SingleValueDsl>::Output;

/// The type of `exists(query)`.
#[expect(
    non_camel_case_types,
    reason = "`#[auto_type]` finds it by the function's name"
)]
pub type exists<Query> = query::Exists<Query>;

/// The type of `select(expression)`.
#[expect(
    non_camel_case_types,
    reason = "`#[auto_type]` finds it by the function's name"
)]
pub type select<Selection> = query::FromlessSelect<Selection>;

/// The type of `insert_into(table)`.
#[expect(
    non_camel_case_types,
    reason = "`#[auto_type]` finds it by the function's name"
)]
pub type insert_into<Table> = query::IncompleteInsertStatement<Table>;

/// The type of `update(target)`.
#[expect(
    non_camel_case_types,
    reason = "`#[auto_type]` finds it by the function's name"
)]
pub type update<Target> = query::UpdateStatement<
    diesel::query_builder::UpdateStatement<
        <Target as HasTable>::Table,
        <Target as IntoUpdateTarget>::WhereClause,
    >,
>;

/// The type of `delete(target)`.
#[expect(
    non_camel_case_types,
    reason = "`#[auto_type]` finds it by the function's name"
)]
pub type delete<Target> = query::DeleteStatement<
    diesel::query_builder::DeleteStatement<
        <Target as HasTable>::Table,
        <Target as IntoUpdateTarget>::WhereClause,
    >,
>;

/// Two queries combined by an operator.
type Combined<Operator, Source, Rhs> =
    Combination<Operator, <Source as query::Combinable>::Query, <Rhs as query::Combinable>::Query>;

/// The type of `.union(rhs)`.
pub type Union<Source, Rhs> = Combined<set_operator::Union, Source, Rhs>;

/// The type of `.union_all(rhs)`.
pub type UnionAll<Source, Rhs> = Combined<set_operator::UnionAll, Source, Rhs>;

/// The type of `.intersect(rhs)`.
pub type Intersect<Source, Rhs> = Combined<set_operator::Intersect, Source, Rhs>;

/// The type of `.intersect_all(rhs)`.
pub type IntersectAll<Source, Rhs> = Combined<set_operator::IntersectAll, Source, Rhs>;

/// The type of `.except(rhs)`.
pub type Except<Source, Rhs> = Combined<set_operator::Except, Source, Rhs>;

/// The type of `.except_all(rhs)`.
pub type ExceptAll<Source, Rhs> = Combined<set_operator::ExceptAll, Source, Rhs>;
