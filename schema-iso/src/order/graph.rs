//! The graph of dependencies; plugins are numbered in the order of registration.

/// Dependencies and dependents, each sorted by place and without repetition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Graph {
    pub(super) dependencies: Vec<Vec<usize>>,
    pub(super) dependents: Vec<Vec<usize>>,
}

impl Graph {
    /// Sorts in linear time, by transposing twice.
    pub(super) fn new(unsorted: &[Vec<usize>]) -> Self {
        let mut dependents: Vec<Vec<usize>> = vec![Vec::new(); unsorted.len()];
        for (plugin, needed) in unsorted.iter().enumerate() {
            for &dependency in needed {
                if dependents[dependency].last() != Some(&plugin) {
                    dependents[dependency].push(plugin);
                }
            }
        }
        let mut dependencies: Vec<Vec<usize>> = vec![Vec::new(); unsorted.len()];
        for (dependency, needing) in dependents.iter().enumerate() {
            for &plugin in needing {
                dependencies[plugin].push(dependency);
            }
        }
        Self {
            dependencies,
            dependents,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.dependencies.len()
    }

    /// Groups of plugins that reach one another, dependencies first (Tarjan).
    ///
    /// Without a cycle every group is one plugin, and the groups are the boot order:
    /// in the order of registration, each plugin right after what it still needed.
    /// It keeps its own stack, for chains may be long.
    pub(super) fn components(&self) -> Vec<Vec<usize>> {
        const UNSEEN: usize = usize::MAX;
        let mut seen_at = vec![UNSEEN; self.len()];
        let mut lowest = vec![UNSEEN; self.len()];
        let mut open = vec![false; self.len()];
        let mut pending = Vec::new();
        let mut path: Vec<(usize, usize)> = Vec::new();
        let mut components = Vec::new();
        let mut clock = 0;

        for root in 0..self.len() {
            if seen_at[root] != UNSEEN {
                continue;
            }
            path.push((root, 0));
            while let Some(&mut (plugin, ref mut next)) = path.last_mut() {
                if *next == 0 {
                    seen_at[plugin] = clock;
                    lowest[plugin] = clock;
                    clock += 1;
                    open[plugin] = true;
                    pending.push(plugin);
                }
                if let Some(&dependency) = self.dependencies[plugin].get(*next) {
                    *next += 1;
                    if seen_at[dependency] == UNSEEN {
                        path.push((dependency, 0));
                    } else if open[dependency] {
                        lowest[plugin] = lowest[plugin].min(seen_at[dependency]);
                    }
                    continue;
                }
                path.pop();
                if let Some(&(parent, _)) = path.last() {
                    lowest[parent] = lowest[parent].min(lowest[plugin]);
                }
                if lowest[plugin] == seen_at[plugin] {
                    let start = pending.iter().rposition(|&other| other == plugin);
                    let component = pending.split_off(start.unwrap_or(0));
                    for &member in &component {
                        open[member] = false;
                    }
                    components.push(component);
                }
            }
        }
        components
    }

    /// A shortest cycle within a component, from its member that was registered first.
    ///
    /// Of cycles of one length it is the one through the member registered first.
    pub(super) fn shortest_cycle(&self, component: &[usize]) -> Vec<usize> {
        let mut members = component.to_vec();
        members.sort_unstable();
        let mut search = CycleSearch::new(self, &members);
        for &start in &members {
            search.from(start);
            // All cycles through it are known now; without it others may fall apart.
            search.remove(start);
        }
        search.shortest
    }
}

/// A search for cycles, in steps of breadth from each member of a component.
struct CycleSearch<'graph> {
    graph: &'graph Graph,
    alive: Vec<bool>,
    alive_dependencies: Vec<usize>,
    came_from: Vec<Option<usize>>,
    shortest: Vec<usize>,
}

impl<'graph> CycleSearch<'graph> {
    fn new(graph: &'graph Graph, members: &[usize]) -> Self {
        let mut alive = vec![false; graph.len()];
        for &member in members {
            alive[member] = true;
        }
        let mut alive_dependencies = vec![0; graph.len()];
        for &member in members {
            let dependencies = &graph.dependencies[member];
            alive_dependencies[member] = dependencies.iter().filter(|&&d| alive[d]).count();
        }
        Self {
            graph,
            alive,
            alive_dependencies,
            came_from: vec![None; graph.len()],
            shortest: Vec::new(),
        }
    }

    /// Keeps the shortest cycle through a plugin if it is shorter than those known.
    fn from(&mut self, start: usize) {
        if !self.alive[start] {
            return;
        }
        let mut seen = vec![start];
        let mut level = 0..1;
        let mut steps = 1;
        'search: while !level.is_empty()
            && (self.shortest.is_empty() || steps < self.shortest.len())
        {
            for at in level.clone() {
                let plugin = seen[at];
                for &dependency in &self.graph.dependencies[plugin] {
                    if dependency == start {
                        self.shortest = self.path_to(start, plugin);
                        break 'search;
                    }
                    if self.alive[dependency] && self.came_from[dependency].is_none() {
                        self.came_from[dependency] = Some(plugin);
                        seen.push(dependency);
                    }
                }
            }
            level = level.end..seen.len();
            steps += 1;
        }
        for plugin in seen {
            self.came_from[plugin] = None;
        }
    }

    fn path_to(&self, start: usize, mut plugin: usize) -> Vec<usize> {
        let mut path = vec![plugin];
        while plugin != start {
            let Some(previous) = self.came_from[plugin] else {
                break;
            };
            plugin = previous;
            path.push(plugin);
        }
        path.reverse();
        path
    }

    /// Removes a plugin, and with it all that can be on no cycle any more.
    fn remove(&mut self, plugin: usize) {
        let mut removed = vec![plugin];
        while let Some(plugin) = removed.pop() {
            if !std::mem::replace(&mut self.alive[plugin], false) {
                continue;
            }
            for &dependent in &self.graph.dependents[plugin] {
                if self.alive[dependent] {
                    self.alive_dependencies[dependent] -= 1;
                    if self.alive_dependencies[dependent] == 0 {
                        removed.push(dependent);
                    }
                }
            }
        }
    }
}
