//! Functions that PostgreSQL calls behind an operator or an aggregate, and that no SQL calls.

/// Estimates for operators, and the steps of PostgreSQL's own aggregates. They take internal values, so
/// they are not on the list of what is called.
#[rustfmt::skip]
pub(super) const SUPPORT: &[&str] = &[
    "areajoinsel", "areasel", "array_agg_array_combine", "array_agg_array_deserialize",
    "array_agg_array_finalfn", "array_agg_array_serialize", "array_agg_array_transfn",
    "array_agg_combine", "array_agg_deserialize", "array_agg_finalfn", "array_agg_serialize",
    "array_agg_transfn", "arraycontjoinsel", "arraycontsel", "bytea_string_agg_finalfn",
    "bytea_string_agg_transfn", "contjoinsel", "contsel", "cume_dist_final", "dense_rank_final",
    "eqjoinsel", "eqsel", "iclikejoinsel", "iclikesel", "icnlikejoinsel", "icnlikesel",
    "icregexeqjoinsel", "icregexeqsel", "icregexnejoinsel", "icregexnesel", "int2_accum",
    "int2_accum_inv", "int4_accum", "int4_accum_inv", "int8_accum", "int8_accum_inv",
    "int8_avg_accum", "int8_avg_accum_inv", "int8_avg_combine", "int8_avg_deserialize",
    "int8_avg_serialize", "interval_avg", "interval_avg_accum", "interval_avg_accum_inv",
    "interval_avg_combine", "interval_avg_deserialize", "interval_avg_serialize", "interval_sum",
    "json_agg_finalfn", "json_agg_transfn", "json_object_agg_finalfn", "json_object_agg_transfn",
    "jsonb_agg_finalfn", "jsonb_agg_transfn", "jsonb_object_agg_finalfn",
    "jsonb_object_agg_transfn", "likejoinsel", "likesel", "matchingjoinsel", "matchingsel",
    "mode_final", "multirange_agg_finalfn", "multirange_agg_transfn", "multirangesel", "neqjoinsel",
    "neqsel", "networkjoinsel", "networksel", "nlikejoinsel", "nlikesel", "numeric_accum",
    "numeric_accum_inv", "numeric_avg", "numeric_avg_accum", "numeric_avg_combine",
    "numeric_avg_deserialize", "numeric_avg_serialize", "numeric_combine", "numeric_deserialize",
    "numeric_poly_avg", "numeric_poly_combine", "numeric_poly_deserialize",
    "numeric_poly_serialize", "numeric_poly_stddev_pop", "numeric_poly_stddev_samp",
    "numeric_poly_sum", "numeric_poly_var_pop", "numeric_poly_var_samp", "numeric_serialize",
    "numeric_stddev_pop", "numeric_stddev_samp", "numeric_sum", "numeric_var_pop",
    "numeric_var_samp", "ordered_set_transition", "ordered_set_transition_multi",
    "percent_rank_final", "percentile_cont_float8_final", "percentile_cont_float8_multi_final",
    "percentile_cont_interval_final", "percentile_cont_interval_multi_final",
    "percentile_disc_final", "percentile_disc_multi_final", "positionjoinsel", "positionsel",
    "prefixjoinsel", "prefixsel", "range_agg_finalfn", "range_agg_transfn", "rangesel",
    "rank_final", "regexeqjoinsel", "regexeqsel", "regexnejoinsel", "regexnesel", "scalargejoinsel",
    "scalargesel", "scalargtjoinsel", "scalargtsel", "scalarlejoinsel", "scalarlesel",
    "scalarltjoinsel", "scalarltsel", "string_agg_combine", "string_agg_deserialize",
    "string_agg_finalfn", "string_agg_serialize", "string_agg_transfn", "tsmatchjoinsel",
    "tsmatchsel",
];
