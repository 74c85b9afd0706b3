//! Functions of the query builder, and the helper types again.

pub use crate::curated::helper_types::{
    Add, AggregateAll, AggregateDistinct, AggregateFilter, AggregateOrder, AliasedFields, And,
    AndNet, AsExpr, AsExprOf, AsSelect, Asc, AssumeNotNull, AtTimeZone, Between, Cast, Concat,
    Contains, ContainsNet, ContainsNetLoose, ContainsOrEq, ContainsRange, Desc, Diff, Difference,
    DifferenceNet, DifferenceRange, Distinct, DistinctOn, Div, Eq, EqAny, Escape, Except,
    ExceptAll, Field, Fields, Filter, Find, FindBy, ForKeyShare, ForNoKeyUpdate, ForShare,
    ForUpdate, FrameBetween, FrameBetweenWithExclusion, FrameBy, FrameStartWith,
    FrameStartWithExclusion, Ge, GreaterThan, GreaterThanRange, GroupBy, Gt, GtEq, HasAllKeys,
    HasAllKeysJsonb, HasAnyKey, HasAnyKeyJsonb, HasKey, HasKeyJsonb, Having, ILike, Ilike, Index,
    InnerJoin, InnerJoinOn, InnerJoinQuerySource, Intersect, IntersectAll, Intersection,
    IntersectionRange, IntoBoxed, IntoSql, IsContainedBy, IsContainedByNet, IsContainedByNetLoose,
    IsContainedByOrEq, IsContainedByRange, IsDistinctFrom, IsJson, IsJsonArray, IsJsonObject,
    IsJsonScalar, IsNotDistinctFrom, IsNotJson, IsNotJsonArray, IsNotJsonObject, IsNotJsonScalar,
    IsNotNull, IsNull, Le, LeftJoin, LeftJoinOn, LeftJoinQuerySource, LesserThan, LesserThanRange,
    Like, Limit, Lt, LtEq, Mul, Ne, NeAll, NeAny, NoWait, NotBetween, NotEq, NotILike, NotIlike,
    NotLike, NotSimilarTo, Nullable, NullableSelect, NullsFirst, NullsLast, Offset, On, Or,
    OrFilter, OrNet, Order, OrderBy, Otherwise, Over, OverlapsWith, OverlapsWithNet, PartitionBy,
    RangeAdjacent, RangeContains, RangeExtendsLeftTo, RangeExtendsRightTo, Remove, RemoveByPath,
    RemoveByPathFromJsonb, RemoveFromJsonb, RetrieveAsObject, RetrieveAsObjectJson, RetrieveAsText,
    RetrieveAsTextJson, RetrieveByPathAsObject, RetrieveByPathAsObjectJson, RetrieveByPathAsText,
    RetrieveByPathAsTextJson, Select, SimilarTo, SingleValue, SkipLocked, SqlTypeOf, Sub,
    ThenOrderBy, Union, UnionAll, UnionRange, When, WindowFilter, WindowOrder,
};
pub use crate::curated::helper_types::{delete, exists, insert_into, select, update};
pub use schema_iso_query::query::functions::{
    copy_from, copy_to, delete, exists, insert_into, select, update,
};

pub use diesel::dsl::{
    CountStar, FrameBoundDsl, FrameClauseDsl, IntervalDsl, IntoArrayExpression, OnlyDsl,
    TablesampleDsl, abbrev, array, array_append, array_cat, array_dims, array_fill,
    array_fill_with_lower_bound, array_length, array_lower, array_ndims, array_position,
    array_position_with_subscript, array_positions, array_prepend, array_remove, array_replace,
    array_sample, array_shuffle, array_to_json, array_to_string, array_to_string_with_null_string,
    array_upper, auto_type, avg, broadcast, cardinality, case_when, count, count_star, cume_dist,
    date, daterange, dense_rank, family, first_value, frame, host, hostmask, inet_merge,
    inet_same_family, int4range, int8range, isempty, json_array_length, json_object,
    json_object_with_keys_and_values, json_populate_record, json_strip_nulls, json_typeof,
    jsonb_array_length, jsonb_insert, jsonb_insert_with_insert_after, jsonb_object,
    jsonb_object_with_keys_and_values, jsonb_populate_record, jsonb_pretty, jsonb_set,
    jsonb_set_create_if_missing, jsonb_set_lax, jsonb_strip_nulls, jsonb_typeof, lag,
    lag_with_offset, lag_with_offset_and_default, last_value, lead, lead_with_offset,
    lead_with_offset_and_default, lower, lower_inc, lower_inf, masklen, max, min, multirange_merge,
    netmask, network, not, now, nth_value, ntile, numrange, percent_rank, range_merge, rank,
    row_number, row_to_json, set_masklen, sum, to_json, to_jsonb, today, trim_array, tsrange,
    tstzrange, upper, upper_inc, upper_inf,
};

// Names of Diesel that a plugin cannot have: each is an error that says why.

#[doc(hidden)]
pub use schema_iso_query::withheld::{sql, sql_query};
