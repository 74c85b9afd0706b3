//! Tuples up to the length that Diesel supports under the enabled features.

/// Calls a macro with as many names as a table may have columns.
macro_rules! for_each_arity {
    ($callback:ident) => {
        #[cfg(not(feature = "64-column-tables"))]
        $callback!(
            T1 T2 T3 T4 T5 T6 T7 T8 T9 T10 T11 T12 T13 T14 T15 T16 T17 T18 T19 T20 T21 T22 T23 T24
            T25 T26 T27 T28 T29 T30 T31 T32
        );
        #[cfg(all(feature = "64-column-tables", not(feature = "128-column-tables")))]
        $callback!(
            T1 T2 T3 T4 T5 T6 T7 T8 T9 T10 T11 T12 T13 T14 T15 T16 T17 T18 T19 T20 T21 T22 T23 T24
            T25 T26 T27 T28 T29 T30 T31 T32 T33 T34 T35 T36 T37 T38 T39 T40 T41 T42 T43 T44 T45 T46
            T47 T48 T49 T50 T51 T52 T53 T54 T55 T56 T57 T58 T59 T60 T61 T62 T63 T64
        );
        #[cfg(feature = "128-column-tables")]
        $callback!(
            T1 T2 T3 T4 T5 T6 T7 T8 T9 T10 T11 T12 T13 T14 T15 T16 T17 T18 T19 T20 T21 T22 T23 T24
            T25 T26 T27 T28 T29 T30 T31 T32 T33 T34 T35 T36 T37 T38 T39 T40 T41 T42 T43 T44 T45 T46
            T47 T48 T49 T50 T51 T52 T53 T54 T55 T56 T57 T58 T59 T60 T61 T62 T63 T64 T65 T66 T67 T68
            T69 T70 T71 T72 T73 T74 T75 T76 T77 T78 T79 T80 T81 T82 T83 T84 T85 T86 T87 T88 T89 T90
            T91 T92 T93 T94 T95 T96 T97 T98 T99 T100 T101 T102 T103 T104 T105 T106 T107 T108 T109
            T110 T111 T112 T113 T114 T115 T116 T117 T118 T119 T120 T121 T122 T123 T124 T125 T126
            T127 T128
        );
    };
}

/// Calls a macro with three names for each column that a table may have.
macro_rules! for_each_column_arity {
    ($callback:ident) => {
        $callback!(
            [C1 S1 V1] [C2 S2 V2] [C3 S3 V3] [C4 S4 V4] [C5 S5 V5] [C6 S6 V6] [C7 S7 V7] [C8 S8
            V8] [C9 S9 V9] [C10 S10 V10] [C11 S11 V11] [C12 S12 V12] [C13 S13 V13] [C14 S14 V14]
            [C15 S15 V15] [C16 S16 V16] [C17 S17 V17] [C18 S18 V18] [C19 S19 V19] [C20 S20 V20]
            [C21 S21 V21] [C22 S22 V22] [C23 S23 V23] [C24 S24 V24] [C25 S25 V25] [C26 S26 V26]
            [C27 S27 V27] [C28 S28 V28] [C29 S29 V29] [C30 S30 V30] [C31 S31 V31] [C32 S32 V32]
        );
    };
}

pub(crate) use {for_each_arity, for_each_column_arity};
