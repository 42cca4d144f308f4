//! Which groups should form, whom to invite next, the best group of each size, and what kinship is worth.
//!
//! Money is present value before any grant, in the mean of the same draws; alone means by the least costly strategy.

use crate::analysis::header::Header;
use model::results::Probability;
use model::scenario::Text;
use serde::Serialize;

/// The mean of replications and its standard error; of a difference, of the differences replication by replication.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct MeanResult {
    /// The mean.
    pub value: f64,
    /// How well it is known.
    pub standard_error: f64,
}

/// What `commonweal partners` found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Partners {
    /// What it is of, and how it was drawn.
    #[serde(flatten)]
    pub header: Header,
    /// The administrations.
    pub administrations: Vec<Partner>,
    /// The groups that should form.
    pub structure: StructureResult,
    /// Whom to invite next.
    pub invitations: Invitations,
    /// The best group of each size, of those that hold the group that was asked for; empty where there are no two. Where not
    /// every group is known (`structure.exact`) it is the one that grows by whoever is worth most.
    pub sizes: Vec<Size>,
    /// Members of the consortium that saves most, of those sizes.
    pub largest_saving: Option<usize>,
    /// Members of the consortium that saves most per member.
    pub largest_saving_per_member: Option<usize>,
    /// What peer networks and levels of government are worth.
    pub kinship: KinshipResult,
}

/// An administration.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Partner {
    /// Id.
    pub id: String,
    /// Name.
    pub name: Text,
    /// Level of government.
    pub level: String,
    /// Peer networks.
    pub networks: Vec<String>,
    /// Cost alone.
    pub alone: f64,
}

/// The groups that should form, and what they cost.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StructureResult {
    /// Whether no structure costs less; if not, a better one may have been missed.
    pub exact: bool,
    /// How it was found.
    pub method: Method,
    /// The groups by ids; who is by itself builds or buys alone.
    pub groups: Vec<Vec<String>>,
    /// What they cost.
    pub cost: MeanResult,
    /// Against everybody alone.
    pub against_alone: Against,
    /// Against everybody in one group.
    pub against_together: Against,
}

/// How the groups that should form were found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// Dynamic programming over every group.
    EveryGroup,
    /// Merging groups, whichever saves most first, as there are too many to evaluate them all.
    Merging,
}

/// A comparison of costs on the same draws.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Against {
    /// What the other costs.
    pub cost: MeanResult,
    /// What is saved against it.
    pub saving: MeanResult,
    /// In what share of replications something is saved; none where the two are the same.
    pub cheaper: Option<Probability>,
}

/// Whom to invite to a group.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Invitations {
    /// Ids of the group's members.
    pub group: Vec<String>,
    /// Why that group.
    pub chosen: Chosen,
    /// Everybody else, the best first.
    pub candidates: Vec<Invitation>,
}

/// Why candidates are listed for a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Chosen {
    /// It was asked for.
    Given,
    /// They may be there first.
    Founders,
    /// All may be founders: the two who save most together.
    BestPair,
}

/// What inviting somebody is worth.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Invitation {
    /// Id.
    pub id: String,
    /// What the group and the invited together save by it.
    pub worth: MeanResult,
    /// In what share of replications they save.
    pub positive: Probability,
}

/// The group of some size that saves most.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Size {
    /// Number of members.
    pub members: usize,
    /// Ids of its members.
    pub group: Vec<String>,
    /// Ids of those who are not in the group of the size before; in the first all.
    pub joins: Vec<String>,
    /// Ids of those who are in the group of the size before and not in this.
    pub leaves: Vec<String>,
    /// What its members save more than those of the size before; in the first against all alone.
    pub gain: MeanResult,
    /// What all members save against being alone.
    pub saving: MeanResult,
    /// The same by member.
    pub saving_per_member: MeanResult,
    /// P5, P50 and P95 of it over replications, type 7.
    pub per_member_p5_p50_p95: [f64; 3],
}

/// What kinship is worth to all together.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct KinshipResult {
    /// Peer networks.
    pub networks: Worth<Networks>,
    /// Levels of government.
    pub levels: Worth<Levels>,
}

/// What something is worth, or why it cannot matter or be told.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Worth<T> {
    /// What it is worth.
    Found(T),
    /// Nothing.
    Nothing {
        /// Why it was not worked out.
        skipped: Skipped,
    },
}

/// Why kinship cannot matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Skipped {
    /// There are no two administrations.
    NoTwo,
    /// A common network saves no coordination: its relief is 0.
    NoRelief,
    /// There is no coordination that a common network could save.
    NoCoordination,
    /// Every administration's adaptation is given, and contributions are as useful across levels as within one.
    LevelsAlike,
}

/// What all would save more, where less than 0 less, if peer networks were otherwise.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Networks {
    /// If nobody had a network in common.
    pub none: MeanResult,
    /// If all were in one network.
    pub one: MeanResult,
    /// If one administration of those in some network were in none.
    pub without: Vec<ByMember>,
}

/// The same by administration.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ByMember {
    /// Id.
    pub member: String,
    /// What all would save more.
    pub change: MeanResult,
}

/// What all would save more if levels of government were otherwise.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Levels {
    /// The core's level: the one that it most often has.
    pub core: String,
    /// In what share of replications it has that.
    pub core_in: f64,
    /// If everybody were at it; none where they are.
    pub all_at_core: Option<MeanResult>,
    /// If one administration were moved: from the core's level to another that nobody has, or to the core's. Who is
    /// left out could be anywhere.
    pub members: Vec<LevelMember>,
}

/// One administration moved to another level.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LevelMember {
    /// Id.
    pub member: String,
    /// The level that it has.
    pub level: String,
    /// Whether that is the core's: it is then moved away, else to it.
    pub at_core: bool,
    /// What all would save more.
    pub change: MeanResult,
}
