//! Tests the findings in bad schemas, and how they are rendered for people and programs.

mod codes;
mod forms;
mod three_mistakes;
