//! Runs each legal program as a plugin and with Diesel as it is, and compares.
//!
//! [`recorder`] hears every statement that Diesel sends, on the plugin's connection as
//! on a raw one; [`database`] is a database with rows to find; [`forms`] reads
//! `../forms.txt` and [`hostile`] `../hostile.txt`, and [`page`] makes one page of all. The
//! comparison itself is a test.

pub mod database;
pub mod forms;
pub mod hostile;
pub mod page;
pub mod recorder;
