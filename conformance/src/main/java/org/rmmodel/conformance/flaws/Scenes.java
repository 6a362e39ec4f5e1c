package org.rmmodel.conformance.flaws;

import java.util.LinkedHashMap;
import java.util.Map;

/** Every scene, by the name of the model that it is. */
final class Scenes {
  private static final Map<String, Scene> ALL = new LinkedHashMap<>();

  static {
    ALL.putAll(ListScenes.ALL);
    ALL.putAll(CountScenes.ALL);
    ALL.putAll(LoadScenes.ALL);
    ALL.putAll(LookupScenes.ALL);
    ALL.putAll(CallerScenes.ALL);
    ALL.putAll(UnloadScenes.ALL);
  }

  private Scenes() {}

  /**
   * The scene of a model.
   *
   * @param model the model's name
   * @return the scene
   * @throws IllegalStateException if there is none: each model of a flaw has one
   */
  static Scene of(String model) {
    Scene scene = ALL.get(model);
    if (scene == null) {
      throw new IllegalStateException("the model " + model + " has no scene");
    }
    return scene;
  }
}
