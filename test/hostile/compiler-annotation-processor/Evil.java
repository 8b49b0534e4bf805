import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.element.TypeElement;

@SupportedAnnotationTypes("*")
public class Evil extends AbstractProcessor {
  static { System.err.println("processed by the compiler"); }
  @Override public boolean process(Set<? extends TypeElement> types, RoundEnvironment round) {
    try {
      new java.io.File("/build/processed").createNewFile();
    } catch (java.io.IOException error) {
      throw new RuntimeException(error);
    }
    return false;
  }
}
