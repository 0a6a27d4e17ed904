//! Schemas as an attacker or a careless person writes them. Whatever they are: the generator does not panic, hang or
//! exhaust the memory, says what is wrong at its place, writes nothing outside its folder, and makes a crate in which no
//! text of a schema is code.

#[path = "../support/mod.rs"]
mod support;

mod circles;
mod damage;
mod encodings;
mod folders;
mod growth;
mod names;
mod random;
mod sizes;
