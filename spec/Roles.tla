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
  ScsiModules    \* their exit() uses a device of their own: scsi_device_get, scsi_device_put

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
  Loaders,       \* call load_module
  Unloaders      \* call delete_module

\* What becomes of a load, by who loads; a loader may be of several kinds.
CONSTANTS
  GoodLoaders,    \* init() succeeds
  InitFailers,    \* init() fails
  EarlyFailers,   \* load_module fails before complete_formation
  LateFailers,    \* load_module fails after complete_formation
  Misaligned,     \* complete_formation refuses a section, on kernels that look at that
  RoFailers       \* ro_after_init cannot be set, when the module is LIVE already

CONSTANTS        \* unloaders
  Forcers,       \* pass O_TRUNC, on a kernel with CONFIG_MODULE_FORCE_UNLOAD
  Unprivileged,  \* lack CAP_SYS_MODULE
  BadPointer,    \* pass a name that cannot be copied
  Interrupted    \* have a signal pending

Tasks == Users \cup Borrowers \cup Readers \cup ListWalkers \cup BugWalkers \cup SymbolGetters
         \cup SymbolPutters \cup Probers \cup Descriptors \cup Printers \cup Loaders \cup Unloaders

CONSTANT
  Tracing        \* which tracepoints are on, of module_get and module_put

ASSUME TracepointsAreTwo    == Tracing \subseteq {"module_get", "module_put"}
ASSUME SomebodyIsThere      == Modules # {} /\ Tasks # {} /\ CPUs # {}
ASSUME CpusAreNumbers       == CPUs = 0 .. Cardinality(CPUs) - 1
ASSUME ModulesAreModules    ==
  InitiallyLive \cup Permanent \cup PublishedWhileComing \cup ScsiModules \subseteq Modules
ASSUME EveryModuleIsLoaded  == Loaders = {} => InitiallyLive = Modules
ASSUME EveryLoadEndsSomehow == Loaders = GoodLoaders \cup InitFailers \cup EarlyFailers \cup LateFailers
ASSUME MisalignedMaySucceed == Misaligned \cup RoFailers \subseteq GoodLoaders
ASSUME UnloadersAreSo       == Forcers \cup Unprivileged \cup BadPointer \cup Interrupted \subseteq Unloaders
ASSUME BugReportersWalk     == BugReporters \subseteq BugWalkers

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
    \cup Printers # {}
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
