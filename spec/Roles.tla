-------------------------------- MODULE Roles --------------------------------
(* Who takes part: tasks by what they call, modules by what they are.        *)
(*                                                                           *)
(* A model's cfg gives the roles that its hazard needs. Every other one is   *)
(* empty (models/Defaults.cfg), and what nobody does costs no state.         *)
EXTENDS Kernel

CONSTANTS        \* modules
  Modules,       \* slots for a struct module, each used again and again
  CPUs,          \* 0 .. n-1
  InitiallyLive, \* loaded and unused when the behaviour begins
  Permanent,     \* have init() and no exit()
  PublishedWhileComing, \* a COMING notifier publishes them, a GOING notifier takes that back
  Requesting,    \* their init() calls request_module
  ScsiModules,   \* their exit() uses a device of their own: scsi_device_get, scsi_device_put
  SetUpWhenLive, \* a LIVE notifier sets something up for them, a GOING notifier tears that down
  ProbedWhileComing, \* a COMING notifier sets a probe in them
  KeptByListener \* the GOING notifier that should take that back fails, and they stay published

CONSTANTS        \* tasks; one may have several roles
  Users,         \* call try_module_get and module_put
  Borrowers,     \* call __module_get on a module that they have a reference to
  Readers,       \* call module_refcount (sysfs, /proc/modules)
  ListWalkers,   \* walk the module list (__module_address, kallsyms)
  BugWalkers,    \* walk module_bug_list (module_find_bug)
  BugReporters,  \* are those of them that use the entry that they find (report_bug)
  SymbolGetters, \* call __symbol_get
  SymbolPutters, \* call symbol_put_addr
  Probers,       \* register a kprobe (check_kprobe_address_safe)
  Descriptors,   \* call dereference_symbol_descriptor
  Printers,      \* call print_modules
  Symbolizers,   \* call sprint_symbol
  SymbolNamers,  \* call __symbol_put: they put by the name of a symbol
  Misnamers,     \* are those of them that have the wrong name (utf8_load)
  BugBringers,   \* call report_bug_entry, with a bug entry of their own
  FprobeSetters, \* call register_fprobe
  KeyLookers,    \* call look_up_lock_class, in whatever takes a lock
  Connectors,    \* call vsock_assign_transport: they find a module in a registry, and get it
  Kthreads,      \* are threads of a module, which put their module and return
  Loaders,       \* call load_module
  Unloaders      \* call delete_module

\* What becomes of a load, by who loads; a loader may be of several kinds.
CONSTANTS
  GoodLoaders,    \* init() succeeds
  InitFailers,    \* init() fails
  EarlyFailers,   \* load_module fails before complete_formation
  LateFailers,    \* load_module fails after complete_formation
  ExistsFailers,  \* are InitFailers, and init() returns EEXIST
  Misaligned,     \* complete_formation refuses a section, on kernels that look at that
  RefusedLoaders, \* a COMING notifier refuses the module, on kernels that listen to it
  CodetagFailers, \* the allocation tags cannot be set up, which matters on some kernels
  RoFailers,      \* ro_after_init cannot be set, when the module is LIVE already
  Helpers         \* load what request_module asks for, and nothing else

CONSTANTS        \* unloaders
  Forcers,       \* pass O_TRUNC, on a kernel with CONFIG_MODULE_FORCE_UNLOAD
  Unprivileged,  \* lack CAP_SYS_MODULE
  BadPointer,    \* pass a name that cannot be copied
  LongNamed,     \* pass a name that is too long, and begins with that of a module
  Interrupted    \* have a signal pending

\* They come to a module without having a reference, or end with it.
Finders == ListWalkers \cup BugWalkers \cup SymbolGetters \cup SymbolPutters \cup Probers \cup Descriptors
           \cup Printers \cup Symbolizers \cup SymbolNamers \cup BugBringers \cup FprobeSetters
           \cup KeyLookers \cup Connectors \cup Kthreads

Tasks == Users \cup Borrowers \cup Readers \cup Finders \cup Loaders \cup Unloaders

CONSTANT
  Tracing        \* which tracepoints are on, of module_get and module_put

ASSUME TracepointsAreTwo    == Tracing \subseteq {"module_get", "module_put"}
ASSUME SomebodyIsThere      == Modules # {} /\ Tasks # {} /\ CPUs # {}
ASSUME CpusAreNumbers       == CPUs = 0 .. Cardinality(CPUs) - 1
ASSUME ModulesAreModules    ==
  InitiallyLive \cup Permanent \cup PublishedWhileComing \cup ScsiModules \cup SetUpWhenLive
    \cup ProbedWhileComing \cup Requesting \subseteq Modules /\ KeptByListener \subseteq PublishedWhileComing
ASSUME EveryModuleIsLoaded  == Loaders = {} => InitiallyLive = Modules
ASSUME EveryLoadEndsSomehow == Loaders = GoodLoaders \cup InitFailers \cup EarlyFailers \cup LateFailers
ASSUME OnSomeKernelsTheySucceed ==
  Misaligned \cup RefusedLoaders \cup CodetagFailers \cup RoFailers \subseteq GoodLoaders
ASSUME ExistsFailersFail    == ExistsFailers \subseteq InitFailers
ASSUME HelpersLoad          == Helpers \subseteq Loaders
ASSUME SomebodyHelps        == Requesting # {} => Cardinality(Helpers) = 1
ASSUME UnloadersAreSo       ==
  Forcers \cup Unprivileged \cup BadPointer \cup LongNamed \cup Interrupted \subseteq Unloaders
ASSUME BugReportersWalk     == BugReporters \subseteq BugWalkers
ASSUME MisnamersName        == Misnamers \subseteq SymbolNamers

None == "none"       \* no task, no module
ListHead == "head"   \* the head of a list
Poison == "poison"   \* LIST_POISON1, what list_del leaves in a next pointer
ASSUME NamesAreFree == {None, ListHead, Poison} \cap (Tasks \cup Modules) = {}

-----------------------------------------------------------------------------
(* What need not be modelled where nobody looks.                             *)

\* Somebody walks module_bug_list.
BugListIsWalked == BugWalkers # {}

\* Somebody touches modules that he has no reference to, and relies on a grace period.
SomebodyReliesOnGracePeriods ==
  ListWalkers \cup BugWalkers \cup SymbolGetters \cup SymbolPutters \cup Probers \cup Descriptors
    \cup Printers \cup Symbolizers \cup SymbolNamers \cup BugBringers \cup FprobeSetters \cup KeyLookers
    \cup Kthreads # {}
  \/ "module_put" \in Tracing

-----------------------------------------------------------------------------
(* Shapes, which a model replaces.                                           *)

\* The name of what is loaded into a slot.
NameOf(m) == m

\* The symbols that a module imports, each by the name of the module that exports it.
ImportsOf(m) == <<>>

NamesAreShared == \E m, n \in Modules : m # n /\ NameOf(m) = NameOf(n)
SomebodyImports == \E m \in Modules : ImportsOf(m) # <<>>

\* Somebody may sleep on module_wq.
SomebodyWaits == NamesAreShared \/ SomebodyImports
=============================================================================
