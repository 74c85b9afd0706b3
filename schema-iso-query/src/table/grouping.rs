//! Columns under a GROUP BY of several columns.
//!
//! For a GROUP BY of one column and for none the impls stand in [`super::column`],
//! which also says why there are several.

use diesel::expression::{
    IsContainedInGroupBy, ValidGrouping, is_aggregate, is_contained_in_group_by,
};

use super::{Column, PluginColumn};

macro_rules! tuples {
    ($($name:ident)*) => { tuples!(@ [] $($name)*); };
    (@ [$($done:ident)*]) => {};
    (@ [$($done:ident)*] $next:ident $($rest:ident)*) => {
        tuples!(# $($done)* $next);
        tuples!(@ [$($done)* $next] $($rest)*);
    };
    (# $($group:ident)+) => {
        impl<C, $($group),+> ValidGrouping<($($group,)+)> for Column<C>
        where
            C: PluginColumn,
            ($($group,)+): IsContainedInGroupBy<Self, Output = is_contained_in_group_by::Yes>,
        {
            type IsAggregate = is_aggregate::Yes;
        }
    };
}

crate::tuple::for_each_arity!(tuples);
