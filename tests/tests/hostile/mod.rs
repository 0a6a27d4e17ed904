//! Schemas as an attacker or a careless person writes them. For any schema, the generator must not panic, hang or exhaust
//! the memory. It reports errors with their locations, writes nothing outside its folder, and generates a crate in which no
//! text of a schema is code.

mod damage;
mod encodings;
mod folders;
mod growth;
mod hidden;
mod random;
mod recursion;
mod sizes;
mod texts;
