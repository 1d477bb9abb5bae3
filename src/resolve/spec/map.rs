//! The map of a spec: lots and assets, and the links between them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Term;

/// Lots and assets, and the links between them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Map {
    /// The zones that occur, in the library's order.
    pub zones: Vec<Term>,
    /// Lots first, then assets, each in the tender's order.
    pub nodes: Vec<Node>,
    /// The links in the tender's order.
    pub links: Vec<Link>,
    /// For each lot that reaches the internet, the shortest route, as ids of nodes from the lot on;
    /// empty in a file that bidders get.
    pub routes: Vec<Vec<String>>,
}

/// A lot or an asset on the map.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Node {
    /// The id of the lot or asset.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// The id of its zone.
    pub zone: String,
    /// The ids of the other zones that it stands in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also_in: Vec<String>,
    /// Whether it is a lot of this tender; else it is there already.
    pub lot: bool,
}

/// A link on the map.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Link {
    /// The id of one end.
    pub from: String,
    /// The id of the other end.
    pub to: String,
    /// Whether nothing can come back from `to`.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub one_way: bool,
    /// The medium, in words; may be empty.
    pub over: String,
    /// What it carries, in words.
    pub carries: Vec<String>,
    /// What it is for, in words; may be empty.
    pub purpose: String,
}
