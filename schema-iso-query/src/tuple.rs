//! Tuples up to the length that Diesel supports under the enabled features: 16, 32, 64 or 128.

/// Calls a macro with as many names as a table may have columns.
macro_rules! for_each_arity {
    ($callback:ident) => {
        #[cfg(not(feature = "32-column-tables"))]
        $callback!(
            T1 T2 T3 T4 T5 T6 T7 T8 T9 T10 T11 T12 T13 T14 T15 T16
        );
        #[cfg(all(feature = "32-column-tables", not(feature = "64-column-tables")))]
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
        #[cfg(not(feature = "32-column-tables"))]
        $callback!(
            [C1 S1 V1] [C2 S2 V2] [C3 S3 V3] [C4 S4 V4] [C5 S5 V5] [C6 S6 V6] [C7 S7 V7] [C8 S8 V8]
            [C9 S9 V9] [C10 S10 V10] [C11 S11 V11] [C12 S12 V12] [C13 S13 V13] [C14 S14 V14]
            [C15 S15 V15] [C16 S16 V16]
        );
        #[cfg(all(feature = "32-column-tables", not(feature = "64-column-tables")))]
        $callback!(
            [C1 S1 V1] [C2 S2 V2] [C3 S3 V3] [C4 S4 V4] [C5 S5 V5] [C6 S6 V6] [C7 S7 V7] [C8 S8 V8]
            [C9 S9 V9] [C10 S10 V10] [C11 S11 V11] [C12 S12 V12] [C13 S13 V13] [C14 S14 V14]
            [C15 S15 V15] [C16 S16 V16] [C17 S17 V17] [C18 S18 V18] [C19 S19 V19] [C20 S20 V20]
            [C21 S21 V21] [C22 S22 V22] [C23 S23 V23] [C24 S24 V24] [C25 S25 V25] [C26 S26 V26]
            [C27 S27 V27] [C28 S28 V28] [C29 S29 V29] [C30 S30 V30] [C31 S31 V31] [C32 S32 V32]
        );
        #[cfg(all(feature = "64-column-tables", not(feature = "128-column-tables")))]
        $callback!(
            [C1 S1 V1] [C2 S2 V2] [C3 S3 V3] [C4 S4 V4] [C5 S5 V5] [C6 S6 V6] [C7 S7 V7] [C8 S8 V8]
            [C9 S9 V9] [C10 S10 V10] [C11 S11 V11] [C12 S12 V12] [C13 S13 V13] [C14 S14 V14]
            [C15 S15 V15] [C16 S16 V16] [C17 S17 V17] [C18 S18 V18] [C19 S19 V19] [C20 S20 V20]
            [C21 S21 V21] [C22 S22 V22] [C23 S23 V23] [C24 S24 V24] [C25 S25 V25] [C26 S26 V26]
            [C27 S27 V27] [C28 S28 V28] [C29 S29 V29] [C30 S30 V30] [C31 S31 V31] [C32 S32 V32]
            [C33 S33 V33] [C34 S34 V34] [C35 S35 V35] [C36 S36 V36] [C37 S37 V37] [C38 S38 V38]
            [C39 S39 V39] [C40 S40 V40] [C41 S41 V41] [C42 S42 V42] [C43 S43 V43] [C44 S44 V44]
            [C45 S45 V45] [C46 S46 V46] [C47 S47 V47] [C48 S48 V48] [C49 S49 V49] [C50 S50 V50]
            [C51 S51 V51] [C52 S52 V52] [C53 S53 V53] [C54 S54 V54] [C55 S55 V55] [C56 S56 V56]
            [C57 S57 V57] [C58 S58 V58] [C59 S59 V59] [C60 S60 V60] [C61 S61 V61] [C62 S62 V62]
            [C63 S63 V63] [C64 S64 V64]
        );
        #[cfg(feature = "128-column-tables")]
        $callback!(
            [C1 S1 V1] [C2 S2 V2] [C3 S3 V3] [C4 S4 V4] [C5 S5 V5] [C6 S6 V6] [C7 S7 V7] [C8 S8 V8]
            [C9 S9 V9] [C10 S10 V10] [C11 S11 V11] [C12 S12 V12] [C13 S13 V13] [C14 S14 V14]
            [C15 S15 V15] [C16 S16 V16] [C17 S17 V17] [C18 S18 V18] [C19 S19 V19] [C20 S20 V20]
            [C21 S21 V21] [C22 S22 V22] [C23 S23 V23] [C24 S24 V24] [C25 S25 V25] [C26 S26 V26]
            [C27 S27 V27] [C28 S28 V28] [C29 S29 V29] [C30 S30 V30] [C31 S31 V31] [C32 S32 V32]
            [C33 S33 V33] [C34 S34 V34] [C35 S35 V35] [C36 S36 V36] [C37 S37 V37] [C38 S38 V38]
            [C39 S39 V39] [C40 S40 V40] [C41 S41 V41] [C42 S42 V42] [C43 S43 V43] [C44 S44 V44]
            [C45 S45 V45] [C46 S46 V46] [C47 S47 V47] [C48 S48 V48] [C49 S49 V49] [C50 S50 V50]
            [C51 S51 V51] [C52 S52 V52] [C53 S53 V53] [C54 S54 V54] [C55 S55 V55] [C56 S56 V56]
            [C57 S57 V57] [C58 S58 V58] [C59 S59 V59] [C60 S60 V60] [C61 S61 V61] [C62 S62 V62]
            [C63 S63 V63] [C64 S64 V64] [C65 S65 V65] [C66 S66 V66] [C67 S67 V67] [C68 S68 V68]
            [C69 S69 V69] [C70 S70 V70] [C71 S71 V71] [C72 S72 V72] [C73 S73 V73] [C74 S74 V74]
            [C75 S75 V75] [C76 S76 V76] [C77 S77 V77] [C78 S78 V78] [C79 S79 V79] [C80 S80 V80]
            [C81 S81 V81] [C82 S82 V82] [C83 S83 V83] [C84 S84 V84] [C85 S85 V85] [C86 S86 V86]
            [C87 S87 V87] [C88 S88 V88] [C89 S89 V89] [C90 S90 V90] [C91 S91 V91] [C92 S92 V92]
            [C93 S93 V93] [C94 S94 V94] [C95 S95 V95] [C96 S96 V96] [C97 S97 V97] [C98 S98 V98]
            [C99 S99 V99] [C100 S100 V100] [C101 S101 V101] [C102 S102 V102] [C103 S103 V103]
            [C104 S104 V104] [C105 S105 V105] [C106 S106 V106] [C107 S107 V107] [C108 S108 V108]
            [C109 S109 V109] [C110 S110 V110] [C111 S111 V111] [C112 S112 V112] [C113 S113 V113]
            [C114 S114 V114] [C115 S115 V115] [C116 S116 V116] [C117 S117 V117] [C118 S118 V118]
            [C119 S119 V119] [C120 S120 V120] [C121 S121 V121] [C122 S122 V122] [C123 S123 V123]
            [C124 S124 V124] [C125 S125 V125] [C126 S126 V126] [C127 S127 V127] [C128 S128 V128]
        );
    };
}

pub(crate) use {for_each_arity, for_each_column_arity};
